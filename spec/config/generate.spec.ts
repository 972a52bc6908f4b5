import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { drifted } from '../../lib/config/generate.ts'
import { renderMan } from '../../lib/config/render-man.ts'
import { renderReadme, withFlagTable } from '../../lib/config/render-readme.ts'
import { ROOT } from './fixtures/fixture.ts'

test('the manual and the README say what the table says', () => {
  assert.deepEqual(drifted(ROOT), [], 'run npm run generate')
})

const program = fileURLToPath(new URL('../../lib/config/generate.js', import.meta.url))
const generate = (cwd: string, ...args: readonly string[]) => spawnSync(process.execPath, [program, ...args], { cwd })

test('--check fails on drift and writes nothing; without it the files are written', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'generate-'))
  t.after(() => rmSync(root, { recursive: true }))
  mkdirSync(join(root, 'man'))
  writeFileSync(join(root, 'README.md'), 'before\n<!-- flags:begin -->\nold\n<!-- flags:end -->\nafter\n')
  assert.equal(generate(root, '--check').status, 1)
  assert.match(readFileSync(join(root, 'README.md'), 'utf8'), /old/)
  assert.equal(generate(root).status, 0)
  assert.equal(generate(root, '--check').status, 0)
  assert.equal(readFileSync(join(root, 'man', 'pure-ftpd.8'), 'utf8'), renderMan())
  assert.match(
    readFileSync(join(root, 'README.md'), 'utf8'),
    /^before\n[^]*\| `-c, --maxclientsnumber N` \|[^]*\nafter\n$/,
  )
})

test('a README without marks is left alone', () => {
  assert.equal(withFlagTable('nothing here\n'), 'nothing here\n')
})

test('the table says which flags work', () => {
  assert.match(renderReadme(), /^\| `-E, --noanonymous` \| .* \| yes \|$/m)
  assert.match(renderReadme(), /^\| `-O, --altlog \[FORMAT:\]PATH` \| .* \| not yet \|$/m)
})

test('the manual has no line that roff would take for a request, and no date', () => {
  const man = renderMan()
  assert.doesNotMatch(man, /\d{4}-\d{2}|\b(19|20)\d\d\b/)
  const requests = man.split('\n').filter((line) => /^[.']/.test(line))
  const known = /^\.(\\"|TH |SH |SS |TP$|PP$|RS 4$|RE$|nf$|fi$|br$|B |I |BR |RB |RI )/
  for (const line of requests) assert.match(line, known)
})

test('groff has nothing to say about the manual', (t) => {
  const groff = spawnSync('groff', ['-man', '-ww', '-Tutf8', '-z'], { input: renderMan() })
  if (groff.error) return t.skip('groff is not installed')
  assert.equal(groff.stderr.toString(), '')
})
