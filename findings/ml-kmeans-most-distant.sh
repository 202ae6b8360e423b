#!/usr/bin/env bash
# ml-kmeans 7.0.1: initialization 'mostDistant' works out the distance of every pair of rows and keeps them all in a full n x n array of
# arrays before it chooses k starting points: twice the rows, four times the distances and the memory. 30,000 rows would need some 7 GB.
# Why a good guess is wrong: choosing the farthest point k times needs the distances to the k points chosen so far only, k x n of them, and
# the other two starts of the same package are linear.
# Who meets it: whoever takes this start because it is deterministic but for one draw, tries it on a small table and ships it for a large one.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --ignore-scripts --no-audit --no-fund --loglevel=error ml-kmeans@7.0.1 >/dev/null
cat > look.mjs <<'JS'
import { kmeans } from 'ml-kmeans';
const distances = (initialization, n) => {
  let calls = 0;
  const distanceFunction = (a, b) => {
    calls++;
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2;
  };
  const rows = Array.from({ length: n }, (_, i) => [Math.sin(i * 7.3), Math.cos(i * 3.1)]);
  kmeans(rows, 3, { initialization, seed: 1, maxIterations: 1, distanceFunction });
  return calls;
};
const growth = {};
for (const initialization of ['kmeans++', 'random', 'mostDistant']) {
  const [small, large] = [distances(initialization, 1000), distances(initialization, 2000)];
  growth[initialization] = large / small;
  console.log(`${initialization}: ${small} distances for 1,000 rows, ${large} for 2,000: x ${(large / small).toFixed(2)}`);
}
process.exit(growth.mostDistant > 3.9 && growth['kmeans++'] < 2.1 && growth.random < 2.1 ? 0 : 1);
JS
node look.mjs || { echo 'no longer as described'; exit 1; }
