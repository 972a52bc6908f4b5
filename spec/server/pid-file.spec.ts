import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { writePidFile } from '../../lib/server/pid-file.ts'

class Directory implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'pure-ftpd-pid-'))
  file(name: string): string {
    return join(this.path, name)
  }
  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true })
  }
}

test('the file holds the pid and a line end, is readable by all, and goes when the server does', () => {
  using directory = new Directory()
  const path = directory.file('pid')
  const umask = process.umask(0o077)
  try {
    const written = writePidFile(path, 1234)
    assert.ok(written.ok)
    assert.equal(readFileSync(path, 'latin1'), '1234\n')
    assert.equal(statSync(path).mode & 0o7777, 0o644)
    written.value[Symbol.dispose]()
    assert.equal(existsSync(path), false)
  } finally {
    process.umask(umask)
  }
})

test('a link in its place is replaced, its target untouched', () => {
  using directory = new Directory()
  const target = directory.file('target')
  writeFileSync(target, 'precious')
  symlinkSync(target, directory.file('pid'))
  assert.ok(writePidFile(directory.file('pid'), 1).ok)
  assert.equal(readFileSync(target, 'utf8'), 'precious')
  assert.equal(readFileSync(directory.file('pid'), 'utf8'), '1\n')
})

test('a stale file of an earlier server is replaced', () => {
  using directory = new Directory()
  writeFileSync(directory.file('pid'), '99999999\nmore')
  assert.ok(writePidFile(directory.file('pid'), 2).ok)
  assert.equal(readFileSync(directory.file('pid'), 'utf8'), '2\n')
})

test('the file of another server stays (quirk 9)', () => {
  using directory = new Directory()
  const path = directory.file('pid')
  const first = writePidFile(path, 1)
  const second = writePidFile(path, 2)
  assert.ok(first.ok && second.ok)
  first.value[Symbol.dispose]()
  assert.equal(readFileSync(path, 'utf8'), '2\n')
  second.value[Symbol.dispose]()
  assert.equal(existsSync(path), false)
})

test('a path that cannot be written is one line that says so', () => {
  using directory = new Directory()
  const failed = writePidFile(directory.file('missing/pid'), 1)
  assert.ok(!failed.ok)
  assert.match(failed.error, /^Unable to write the pid file .*missing\/pid: ENOENT.*; choose another path with -g$/)
})
