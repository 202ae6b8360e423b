#!/usr/bin/env bash
# libphonenumber-js 1.13.16: findPhoneNumbersInText passes over a complete international number whose range is not assigned to anyone, with every
# set of metadata, even the smallest, whose validity check is said to be loose; the same digits without +44, read with China as the
# default country, are found as a Chinese landline (+86 770 0900123).
# Why a good guess is wrong: a finder for masking is expected to err towards finding, isPossible() is true for the number, and the small
# metadata checks little more than length for other countries (the French drama range passes there and fails with the full one).
# Who meets it: whoever masks numbers in free text with it and tests with the numbers regulators set aside for fiction (Ofcom's 07700 900xxx,
# Arcep's 06 39 98), and, in the field, newly opened ranges that are younger than the installed metadata.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --ignore-scripts --no-audit --no-fund --loglevel=error libphonenumber-js@1.13.16 >/dev/null
cat > look.mjs <<'JS'
import * as min from 'libphonenumber-js/min';
import * as max from 'libphonenumber-js/max';
const found = (library, text, country) =>
  library.findPhoneNumbersInText(text, country).map(({ number }) => number.number).join(' ') || 'nothing';
const uk = 'Please call +44 7700 900123 after six.';
const fr = 'Appelez le +33 6 39 98 12 34 ce soir.';
const seen = {
  'UK, min': found(min, uk),
  'UK, max': found(max, uk),
  'UK isPossible': max.parsePhoneNumberFromString('+447700900123').isPossible(),
  'FR, min': found(min, fr),
  'FR, max': found(max, fr),
  'UK national form, default country CN': found(max, 'Please call 07700 900123 after six.', 'CN'),
};
for (const [what, value] of Object.entries(seen)) console.log(`${what}: ${value}`);
const wanted = {
  'UK, min': 'nothing',
  'UK, max': 'nothing',
  'UK isPossible': true,
  'FR, min': '+33639981234',
  'FR, max': 'nothing',
  'UK national form, default country CN': '+867700900123',
};
process.exit(JSON.stringify(seen) === JSON.stringify(wanted) ? 0 : 1);
JS
node look.mjs || { echo 'no longer as described'; exit 1; }
