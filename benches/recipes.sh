#!/usr/bin/env bash
# The recipes, held by programs that nobody here wrote: schemas of the services, and pre-commit itself.
# Usage: benches/recipes.sh PYTHON_FOLDER PROGRAM WORKING_FOLDER
set -euo pipefail
python=$(realpath "$1")
program=$(dirname "$(realpath "$2")")
work=$3
recipes=$(realpath "$(dirname "$0")/../recipes")
fixture=$(realpath "$(dirname "$0")/../tests/fixtures/commands/small")

check() { "$python/check-jsonschema" --builtin-schema "$@"; }
check vendor.github-workflows "$recipes/github-actions.yml"
check vendor.azure-pipelines --data-transform azure-pipelines --regex-variant python "$recipes/azure-pipelines.yml"
check vendor.gitlab-ci --data-transform gitlab-ci "$recipes/gitlab-ci.yml"

rm -rf "$work" && mkdir -p "$work"
cp -r "$fixture/rules" "$fixture/reinspect.toml" "$work"
cp "$recipes/pre-commit-config.yaml" "$work/.pre-commit-config.yaml"
cd "$work"
git init -q .
export PATH="$program:$PATH"
commit_is() {
  git add --force .
  if "$python/pre-commit" run >said.txt 2>&1; then done=goes; else done=stops; fi
  [ "$done" = "$1" ] || { cat said.txt; echo "pre-commit: $2: the commit $done, and not $1" >&2; exit 1; }
  git rm -q --cached --force said.txt 2>/dev/null || true
}
commit_is goes "sound rules"
for private in evidence/visits.csv kept/2026-09-30.json .reinspect-key result.json List.XLSX sub/evidence/a.txt; do
  mkdir -p "$(dirname "$private")"
  touch "$private"
  commit_is stops "$private"
  git rm -q --cached --force "$private"
  rm "$private"
done
sed -i 's/^\[pack\]/[pakc]/' rules/pack.toml
commit_is stops "a mistake in the rules"
echo "recipes: three schemas and eight commits as they should be"
