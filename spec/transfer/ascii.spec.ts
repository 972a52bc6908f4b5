import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { fromNetwork, toNetwork } from '../../lib/transfer/ascii.ts'

const out = (text: string): string => {
  const into = Buffer.alloc(2 * text.length)
  return into.toString('latin1', 0, toNetwork(Buffer.from(text, 'latin1'), text.length, into))
}
const back = (text: string): string => {
  const bytes = Buffer.from(text, 'latin1')
  return bytes.toString('latin1', 0, fromNetwork(bytes, bytes.length))
}

test('a CR goes before every LF, also where one is there already (commands.md §8.2)', () => {
  assert.equal(out('a\nb\r\nc\rd\n\n'), 'a\r\nb\r\r\nc\rd\r\n\r\n')
})

test('every CR is dropped on the way in (commands.md §8.3)', () => {
  assert.equal(back('x\r\ny\r\r\nz\rw\n'), 'x\ny\nzw\n')
})

test('the pieces of a text, converted alone, give the text converted whole', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '\r', '\n', '\r\n')), fc.nat(), (parts, at) => {
      const text = parts.join('')
      const cut = at % (text.length + 1)
      assert.equal(out(text.slice(0, cut)) + out(text.slice(cut)), out(text))
      assert.equal(back(text.slice(0, cut)) + back(text.slice(cut)), back(text))
    }),
  )
})
