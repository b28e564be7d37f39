#!/usr/bin/env bash
# Runs every comparison with programs this project did not write, and prints one table: interop.sh [--quick]
# --quick leaves out the comparisons that take minutes. A comparison without its tools is skipped, with the reason.
# Exit code: 0 no comparison failed, 1 one did (its output is printed below the table).
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PATH=$PATH:/usr/sbin
quick=${1:-}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
status=0

# The version of a peer, by the first line that it prints; the package manager knows the others.
version() {
    case $1 in
        tshark) tshark --version 2> /dev/null | sed -n '1s/.*) \([0-9.]*\).*/\1/p' ;;
        libwbxml) dpkg-query -W -f '${Version}' libwbxml2-utils 2> /dev/null ;;
        kannel) dpkg-query -W -f '${Version}' kannel 2> /dev/null ;;
        python3) python3 -c 'import platform; print(platform.python_version())' 2> /dev/null ;;
        *) "$1" --version 2> /dev/null | head -n 1 | grep -o '[0-9][0-9.]*' | head -n 1 ;;
    esac
}

# compare WHAT PEERS COMMAND...: a row of the table.
compare() {
    local what=$1 peers='' peer log=$scratch/$((++row)).log code
    for peer in $2; do peers+="$peer $(version "$peer"), "; done
    shift 2
    "$@" > "$log" 2>&1
    code=$?
    case $code in
        0) result=agrees ;;
        2 | 127) result=skipped ;;
        *) result=DIFFERS status=1 ;;
    esac
    printf '| %s | %s | %s | %s |\n' "$what" "${peers%, }" "$result" "$(grep -v '^$' "$log" | tail -n 1 | tr '|' '/' | cut -c 1-120)"
    [ "$result" != DIFFERS ] || failed+=("$log")
}

# The timelines of the corpus, one capture after the other.
each_capture() {
    local capture
    for capture in testdata/conversations/*/capture.pcapng.gz; do
        testdata/verify-capture-with-peers.sh "$capture" || return
    done
}

row=0 failed=()
echo "| comparison | peers | result | last line |"
echo "| --- | --- | --- | --- |"
compare "documents in binary XML" "libwbxml tshark" testdata/verify-with-peers.sh
compare "datagrams of WSP and pushes" "tshark" testdata/verify-transport-with-peers.sh
compare "logins through a WAP gateway" "kannel" testdata/verify-with-kannel.sh
compare "client provisioning" "libwbxml tshark python3" testdata/verify-provisioning-with-peers.sh
compare "the timeline of a capture" "tshark" testdata/verify-capture-with-peers.sh
compare "conversations, read by libwbxml" "libwbxml" testdata/conversations/check \
    --known testdata/conversations/known/libwbxml.tsv wbxml2xml -k -l 'CSP{digits}' -o -
compare "conversations, the captures" "tshark" each_capture
if [ "$quick" != --quick ]; then
    compare "messages made by chance" "libwbxml tshark" testdata/differential.sh 1000
    compare "damaged documents" "libwbxml tshark" testdata/damaged-with-peers.sh 1000
    [ ! -x web/test ] || compare "the inspector in a browser" "chromium" web/test
    [ ! -x python/test ] || compare "the codec in Python" "python3" python/test
fi
for log in "${failed[@]}"; do echo; tail -n 40 "$log"; done
exit $status
