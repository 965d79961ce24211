#!/usr/bin/env bash
# Holds every count against a brute-force scan: archives.sh BIN SOURCE.  Always over a made archive; over a real one
# too where it lies beside the repository.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$2/tests/e2e/make_archive.py" 3000 > "$work/made.jsonl"
files=("$work/made.jsonl")
real=$2/../shared/eval/corpus/wikinews_en.jsonl.gz
if [ -e "$real" ]; then files+=("$real"); else echo "skipped: no real archive at ../shared/eval/corpus"; fi
"$2/tests/e2e/archive_oracle.py" --bin "$1" --queries 500 "${files[@]}"
