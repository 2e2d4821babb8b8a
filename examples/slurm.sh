#!/bin/bash
# Reads a corpus in 200 shards, one core each, and makes one store of them:
#
#   mkdir -p logs && id=$(sbatch --parsable examples/slurm.sh)
#   sbatch --dependency=afterok:"$id" --mem=4G --time=04:00:00 --wrap 'kg load out/ --store kg-store && kg link --store kg-store'
#
# A shard that failed is run again by its number, with nothing else changed: sbatch --array=7,19 examples/slurm.sh
#SBATCH --job-name=kg
#SBATCH --array=0-199
#SBATCH --cpus-per-task=1
#SBATCH --mem=2G
#SBATCH --time=04:00:00
#SBATCH --requeue
#SBATCH --output=logs/%A-%a.log
set -euo pipefail

# All nodes see the same files under the same paths. Nothing is written to the store here: it says from where paths are told.
reports=${REPORTS:-reports/} out=${OUT:-out/} store=${STORE:-kg-store}

# The count stands here and not in the environment, which names only the shards that are run now.
export OMP_NUM_THREADS=1
kg extract "$reports" --shard /200 --out "$out" --store "$store"
