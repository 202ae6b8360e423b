#!/usr/bin/env bash
# ml-kmeans 7.0.1: when a run ends at maxIterations, result.clusters belongs to the centroids before the last update, result.centroids to those
# after it: rows carry the number of a centroid that is not their nearest. result.nearest(data) gives other labels for the very data of the run.
# Why a good guess is wrong: labels and centroids come in one result object, and scikit-learn, whose parameters have the same names, assigns
# the rows once more after the last update so that labels_ equals predict(X).
# Who meets it: whoever bounds the iterations (large tables, previews, kmeansGenerator) and computes sizes, silhouettes or inertia from both.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --ignore-scripts --no-audit --no-fund --loglevel=error ml-kmeans@7.0.1 >/dev/null
cat > look.mjs <<'JS'
import { kmeans } from 'ml-kmeans';
const rows = Array.from({ length: 60 }, (_, i) => [Math.sin(i * 7.3) * 5 + (i % 3), Math.cos(i * 3.1) * 5]);
const differing = (maxIterations) => {
  const result = kmeans(rows, 4, { seed: 1, maxIterations });
  const nearest = result.nearest(rows);
  return { converged: result.converged, differ: result.clusters.filter((label, i) => label !== nearest[i]).length };
};
const bounded = differing(1);
const whole = differing(100);
console.log(`maxIterations 1: ${bounded.differ} of 60 labels are not those of the nearest centroid in the same result (converged: ${bounded.converged})`);
console.log(`maxIterations 100: ${whole.differ} (converged: ${whole.converged})`);
process.exit(bounded.differ > 0 && !bounded.converged && whole.differ === 0 && whole.converged ? 0 : 1);
JS
node look.mjs || { echo 'no longer as described'; exit 1; }
