#!/usr/bin/env bash
# Renews the figures of README.md, which is everything below its mark: the median of so many processes, by default 5.
set -euo pipefail
cd "$(dirname "$0")"
figures=$(cargo bench -q -p imps-benches -- --tables --processes "${1:-5}")
sed -i '/^<!-- Figures/q' README.md
printf '%s\n' "$figures" >> README.md
