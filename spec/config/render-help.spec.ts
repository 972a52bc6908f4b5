import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderHelp } from '../../lib/config/render-help.ts'
import { fixture } from './fixtures/fixture.ts'

/** The list of flags.md §2.6, with the two charset flags where 1.0.42 has them. */
const LIST = fixture('help.txt')
const OURS = `
--reactors=N  threads that serve sessions; 0 serves them on the main thread
--completion  print a completion script for the shell that SHELL names, and exit
`

test('-h prints the list of the reference byte for byte, then the flags of our own', () => {
  assert.equal(renderHelp({ version: '0.1.0', root: false }), `${LIST}${OURS}`)
})

test('root is told the version first', () => {
  assert.equal(renderHelp({ version: '0.1.0', root: true }), `pure-ftpd v0.1.0\n\n${LIST}${OURS}`)
})
