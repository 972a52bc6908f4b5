import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { PuredbReader } from '../../lib/puredb/reader.ts'
import { fixture } from './fixtures.ts'

const directory = mkdtempSync(join(tmpdir(), 'puredb-'))
after(() => rmSync(directory, { recursive: true }))
const path = (name: string): string => join(directory, name)

function has(reader: PuredbReader, user: string): boolean {
  const index = reader.open()
  if (!index.ok) return assert.fail(index.error)
  const value = index.value.find(user)
  return value.ok && value.value !== undefined
}

const errorOf = (file: string): string => {
  const index = new PuredbReader(file).open()
  return index.ok ? assert.fail('readable') : index.error
}

test('an index that was not touched is read once', () => {
  const reader = new PuredbReader(fixture('tiny.pdb'))
  const [first, second] = [reader.open(), reader.open()]
  assert.ok(first.ok && second.ok && first.value === second.value)
})

test('a new index takes effect at once, whether renamed over or written in place', () => {
  const file = path('live.pdb')
  copyFileSync(fixture('empty.pdb'), file)
  const reader = new PuredbReader(file)
  assert.equal(has(reader, 'alice'), false)
  copyFileSync(fixture('tiny.pdb'), path('next.pdb'))
  renameSync(path('next.pdb'), file)
  assert.equal(has(reader, 'alice'), true)
  copyFileSync(fixture('users1000.pdb'), file)
  assert.equal(has(reader, 'alice'), false)
  assert.equal(has(reader, 'user0000'), true)
})

test('a file that goes away and comes back', () => {
  const file = path('away.pdb')
  copyFileSync(fixture('tiny.pdb'), file)
  const reader = new PuredbReader(file)
  assert.equal(has(reader, 'alice'), true)
  renameSync(file, path('hidden.pdb'))
  assert.equal(reader.open().ok, false)
  renameSync(path('hidden.pdb'), file)
  assert.equal(has(reader, 'alice'), true)
})

test('errors name the file, what is wrong and what to do', () => {
  assert.equal(errorOf(path('none.pdb')), `${path('none.pdb')}: No such file or directory`)
  assert.equal(errorOf(directory), `${directory}: not a regular file`)
  const damaged = fixture('damaged-1031bytes.pdb')
  assert.equal(errorOf(damaged), `${damaged}: 1031 bytes long, but the header alone has 1032: run pure-pw mkdb`)
})

test('a pipe in place of the file does not hang the thread', () => {
  execFileSync('mkfifo', [path('pipe.pdb')])
  assert.equal(errorOf(path('pipe.pdb')), `${path('pipe.pdb')}: not a regular file`)
})

test('a file nobody may read', { skip: process.geteuid?.() === 0 && 'root reads everything' }, () => {
  copyFileSync(fixture('tiny.pdb'), path('locked.pdb'))
  chmodSync(path('locked.pdb'), 0)
  assert.match(errorOf(path('locked.pdb')), /Permission denied$/)
})

test('a text file newer than its index is told', () => {
  const [text, index] = [path('users.passwd'), path('users.pdb')]
  copyFileSync(fixture('tiny.pdb'), index)
  const reader = new PuredbReader(index)
  assert.equal(reader.newerSource(), undefined)
  writeFileSync(text, '')
  utimesSync(index, 1000, 1000)
  utimesSync(text, 1001, 1001)
  assert.equal(reader.newerSource(), text)
  utimesSync(index, 1002, 1002)
  assert.equal(reader.newerSource(), undefined)
})
