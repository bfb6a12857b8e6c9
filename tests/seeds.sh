#!/usr/bin/env bash
# Runs the deterministic silo over many seeds: one process for each core, so that neither garbage collections nor locks of one hold up the other.
#   tests/seeds.sh [SEEDS] [FIRST]      100,000 seeds from 0 if left out. Exit 1 and the seeds by name when an invariant broke.
set -uo pipefail
cd "$(dirname "$0")/.."
seeds="${1:-100000}"; first="${2:-0}"; cores="$(nproc)"
project=tests/MedMgr.Ops.Grains.Tests
dotnet build "$project" -c Release -v q -nologo >/dev/null || { echo "the build failed: dotnet build $project -c Release says why"; exit 1; }
out="$(mktemp -d)"
running=()
trap 'for p in "${running[@]}"; do kill "$p" 2>/dev/null; done; rm -rf "$out"' EXIT
begin=$SECONDS
for ((c = 0; c < cores; c++)); do
  from=$((first + seeds * c / cores)); to=$((first + seeds * (c + 1) / cores))
  [ "$to" -gt "$from" ] || continue
  MEDMGR_FIRST_SEED=$from MEDMGR_SEEDS=$((to - from)) MEDMGR_SEED_THREADS=1 DOTNET_gcConcurrent=0 DOTNET_GCgen0size=0x4000000 \
    "$project/bin/Embedded/Release/net10.0/MedMgr.Ops.Grains.Tests" -method '*Whatever_fails*' -showLiveOutput -noColor >"$out/$c" 2>&1 &
  running+=("$!")
done
failed=0
for p in "${running[@]}"; do wait "$p" || failed=1; done
grep -hoE '[0-9]+ answers through .*' "$out"/* || true
if [ "$failed" -ne 0 ]; then grep -hE 'MEDMGR_SEED=|Error|Exception' "$out"/* | head -40; fi
took=$((SECONDS - begin))
echo "$seeds seeds in $took s on $cores cores, $([ "$failed" -eq 0 ] && echo 'every invariant held after every transaction' || echo 'INVARIANTS BROKE')"
exit "$failed"
