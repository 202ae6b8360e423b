#!/usr/bin/env bash
# opencc-js 1.4.2: written into traditional characters, a family name of its own becomes another word: 余 餘 (surplus), 范 範 (pattern), 于 於 (at), 后 後
# (behind), 涂 塗 (to smear), 游 遊 (to roam), 郁 鬱 (gloom), in every target (t, tw, twp, hk), alone in its cell and before 先生 or a given name.
# Why a good guess is wrong: a spot check passes: 范冰冰, 于谦 and 范小姐 keep their family name, since the dictionary of phrases knows just these, and
# the way back (餘 to 余) hides the damage in a round trip. One family is thus written in two ways in one table.
# Who meets it: whoever prints customer lists or cards for readers of traditional characters, or folds names by converting them that way.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --ignore-scripts --no-audit --no-fund --loglevel=error opencc-js@1.4.2 >/dev/null
cat > look.mjs <<'JS'
import { Converter } from 'opencc-js';
const back = Converter({ from: 't', to: 'cn' });
const names = ['余', '余先生', '余小明', '范', '范小姐', '范冰冰', '于', '于先生', '于谦', '后', '涂先生', '游', '郁'];
const wanted = '餘 餘先生 餘小明 範 范小姐 范冰冰 於 於先生 于謙 後 塗先生 遊 鬱';
let same = true;
for (const to of ['t', 'tw', 'twp', 'hk']) {
  const convert = Converter({ from: 'cn', to });
  const seen = names.map((name) => convert(name)).join(' ');
  console.log(`${to}: ${seen}`);
  same &&= seen === wanted;
}
const whole = names.every((name) => back(Converter({ from: 'cn', to: 't' })(name)) === name);
console.log(`there and back gives every name again: ${whole}`);
process.exit(same && whole ? 0 : 1);
JS
node look.mjs || { echo 'no longer as described'; exit 1; }
