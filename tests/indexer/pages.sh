#!/usr/bin/env bash
# Scores the reading of article pages: pages.sh PYTHON INDEXER SOURCE.  The pages are other people's and no part of the project:
# without them beside it there is nothing to score.
set -euo pipefail
python=$1 indexer=$2 source=$3
pages=$source/../shared/eval/formats
if [ ! -d "$pages/html_article_extraction" ]; then
  echo "skipped: no article pages in $pages"
  exit 0
fi
"$python" "$source/scripts/score-pages" --indexer "$indexer" --floor body=96 --floor shingles=95 "$pages/html_article_extraction"
"$python" "$source/scripts/score-pages" --indexer "$indexer" --floor body=92 --floor headline=93 --floor date=95 "$pages/html_readability"
