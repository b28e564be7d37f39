#!/usr/bin/env bash
# Counts the instructions of some operations and of their peers, and compares the ratios with those of `instructions.tsv`.
# `UPDATE=1` writes them anew. They repeat exactly, whatever else the machine does; another compiler gives others.
# Exit code: 0 none grew by more than 3 %, or the compiler is another one; 1 one did; 2 valgrind is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v valgrind > /dev/null || { echo "needs valgrind" >&2; exit 2; }
cargo build -q -p imps-benches --profile bench --bin repeat
repeat=${CARGO_TARGET_DIR:-target}/release/repeat
table=benches/instructions.tsv

declare -A counted
# count MESSAGE OPERATION: sets `instructions` to those of many repeats.
count() {
    if [ -z "${counted[$1 $2]:-}" ]; then
        # The words of the operation are arguments of their own.
        # shellcheck disable=SC2086
        counted[$1 $2]=$(valgrind --tool=callgrind --toggle-collect='repeat::repeated*' --callgrind-out-file=/dev/null \
            "$repeat" "$1" 100 $2 2>&1 | sed -n 's/.*Collected : //p')
    fi
    instructions=${counted[$1 $2]}
}

renewed=$(printf 'message\toperation\tpeer\tratio (%s)' "$(rustc --version | cut -d ' ' -f 1-2)")
worse=0
while IFS=$'\t' read -r message operation peer committed; do
    count "$message" "$operation"; ours=$instructions
    count "$message" "$peer"; theirs=$instructions
    verdict=$(awk -v ours="$ours" -v theirs="$theirs" -v committed="${committed:-0}" 'BEGIN {
        ratio = ours / theirs
        word = "as committed"
        if (ratio > committed * 1.03) word = "WORSE"
        if (ratio < committed * 0.97) word = "better: UPDATE=1 benches/instructions.sh keeps it"
        printf "%.3f\t%s", ratio, word
    }')
    ratio=${verdict%$'\t'*}
    printf '%-12s %-13s %s of %s, %s committed: %s\n' "$message" "$operation" "$ratio" "$peer" "$committed" "${verdict#*$'\t'}"
    case $verdict in *WORSE) worse=1 ;; esac
    renewed+=$(printf '\n%s\t%s\t%s\t%s' "$message" "$operation" "$peer" "$ratio")
done < <(tail -n +2 "$table")

if [ -n "${UPDATE:-}" ]; then
    printf '%s\n' "$renewed" > "$table"
elif [ "$worse" = 1 ]; then
    committed_with=$(sed -n '1s/.*(\(.*\))/\1/p' "$table")
    here=$(rustc --version | cut -d ' ' -f 1-2)
    # A new compiler must not refuse a change by chance.
    [ "$committed_with" = "$here" ] || { echo "not refused: committed with $committed_with, here $here"; exit 0; }
    exit 1
fi
