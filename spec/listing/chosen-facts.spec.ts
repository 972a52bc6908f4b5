import assert from 'node:assert/strict'
import { test } from 'node:test'
import { featureLine, onlyChosen } from '../../lib/listing/chosen-facts.ts'

const LINE = 'type=OS.unix=slink:a/b=c;size=1;UNIX.mode=0777;unique=1g2; size=2; name'

const CASES: readonly (readonly [readonly string[], string])[] = [
  [['type', 'size'], 'type=OS.unix=slink:a/b=c;size=1; size=2; name'],
  [['unique', 'UNIX.mode', 'modify'], 'UNIX.mode=0777;unique=1g2; size=2; name'],
  [[], ' size=2; name'],
]
for (const [chosen, expected] of CASES) {
  test(`of all facts ${chosen.join(', ') || 'none'}`, () => assert.equal(onlyChosen(LINE, chosen), expected))
}

test('FEAT marks the facts that are told (RFC 3659 §7.8)', () => {
  assert.equal(featureLine(['type']), 'MLST type*;size;sizd;modify;UNIX.mode;UNIX.uid;UNIX.gid;unique;')
})
