import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Fd, Files, OpenIntent } from '../../../lib/kernel/kernel.ts'
import { at, codeOf, filesTest, type Held, value } from '../../kernel/support/scratch.ts'

const READ: OpenIntent = { for: 'read' }
const WRITE: OpenIntent = { for: 'write', mode: 0o640 }
const APPEND: OpenIntent = { for: 'append', mode: 0o600 }
const CREATE: OpenIntent = { for: 'create', mode: 0o604 }

const code = ({ files, root }: Held, path: string, intent: OpenIntent): string => {
  const opened = files.open(root, at(path), intent)
  if (opened.ok) files.close(opened.value)
  return codeOf(opened)
}

function content(files: Files, fd: Fd): string {
  const bytes = Buffer.alloc(100)
  return bytes.toString('latin1', 0, value(files.read(fd, bytes, 0, bytes.length, 0)))
}

/** open, read, write, truncate, fstat, close. */
export function opensContract(name: string, files: Files): void {
  const spec = (title: string, act: (held: Held) => void): void => filesTest(`${name}: ${title}`, files, {}, act)

  spec('reading follows links, and fails with the code of the C call', (held) => {
    const { root, scratch } = held
    scratch.file('a', 'hello')
    scratch.link('link', 'a')
    scratch.link('dangling', 'nowhere')
    scratch.link('loop', 'loop')
    for (const path of ['/a', '/link', '//a', '/./a']) {
      const fd = value(files.open(root, at(path), READ))
      assert.equal(content(files, fd), 'hello', path)
      files.close(fd)
    }
    assert.equal(code(held, '/none', READ), 'ENOENT')
    assert.equal(code(held, '/dangling', READ), 'ENOENT')
    assert.equal(code(held, '/loop', READ), 'ELOOP')
    assert.equal(code(held, '/a/', READ), 'ENOTDIR')
    assert.equal(code(held, '/a/b', READ), 'ENOTDIR')
    assert.equal(code(held, '/none/b', READ), 'ENOENT')
  })

  spec('a FIFO neither hangs a reader nor a writer', (held) => {
    held.scratch.fifo('pipe')
    const fd = value(files.open(held.root, at('/pipe'), READ))
    assert.equal(value(files.fstat(fd)).kind, 'other')
    files.close(fd)
    assert.equal(code(held, '/pipe', WRITE), 'ENXIO')
    assert.equal(code(held, '/pipe', CREATE), 'EEXIST')
  })

  spec('a directory opened for reading is told by fstat', ({ root }) => {
    const fd = value(files.open(root, at('/'), READ))
    assert.equal(value(files.fstat(fd)).kind, 'directory')
    assert.equal(codeOf(files.read(fd, Buffer.alloc(1), 0, 1, 0)), 'EISDIR')
    files.close(fd)
  })

  spec('writing makes a file with exactly the mode, truncates nothing and follows no last link', (held) => {
    const { root, scratch } = held
    scratch.file('a', 'hello')
    scratch.directories('d')
    scratch.link('link', 'a')
    scratch.link('dangling', 'made')
    scratch.link('to-d', 'd')
    assert.equal(code(held, '/new', WRITE), 'ok')
    assert.equal(scratch.mode('new'), 0o640)
    const fd = value(files.open(root, at('/a'), WRITE))
    assert.equal(value(files.write(fd, Buffer.from('xJx'), 1, 1, 0)), 1)
    files.close(fd)
    assert.equal(scratch.content('a'), 'Jello')
    assert.equal(code(held, '/to-d/inner', WRITE), 'ok')
    assert.ok(scratch.exists('d/inner'))
    const failures = { '/link': 'ELOOP', '/dangling': 'ELOOP', '/d': 'EISDIR', '/': 'EISDIR', '/fresh/': 'EISDIR' }
    for (const [path, expected] of Object.entries(failures)) assert.equal(code(held, path, WRITE), expected, path)
    assert.equal(code(held, '/none/a', WRITE), 'ENOENT')
    assert.equal(code(held, '/a/b', WRITE), 'ENOTDIR')
    assert.ok(!scratch.exists('made') && !scratch.exists('fresh'))
  })

  spec('appending writes at the end, whatever the offset', ({ root, scratch }) => {
    scratch.file('a', 'hello')
    const fd = value(files.open(root, at('/a'), APPEND))
    assert.equal(value(files.write(fd, Buffer.from(' you'), 0, 4, 0)), 4)
    files.close(fd)
    assert.equal(scratch.content('a'), 'hello you')
  })

  spec('creating takes no name that is taken, be it by a link that leads nowhere', (held) => {
    const { scratch } = held
    scratch.file('a', 'hello')
    scratch.directories('d')
    scratch.link('dangling', 'made')
    for (const path of ['/a', '/dangling', '/d']) assert.equal(code(held, path, CREATE), 'EEXIST', path)
    assert.equal(code(held, '/new', CREATE), 'ok')
    assert.equal(scratch.mode('new'), 0o604)
    assert.ok(!scratch.exists('made'))
  })

  spec('reading and writing at offsets, past the end too', ({ root, scratch }) => {
    scratch.file('a', 'hello')
    const fd = value(files.open(root, at('/a'), READ))
    const bytes = Buffer.from('......')
    assert.equal(value(files.read(fd, bytes, 2, 3, 1)), 3)
    assert.equal(bytes.toString(), '..ell.')
    assert.equal(value(files.read(fd, bytes, 0, 6, 5)), 0)
    assert.equal(value(files.read(fd, bytes, 0, 6, 2 ** 33)), 0)
    assert.equal(codeOf(files.write(fd, bytes, 0, 1, 0)), 'EBADF')
    files.close(fd)
    const far = value(files.open(root, at('/far'), WRITE))
    assert.equal(value(files.write(far, Buffer.from('x'), 0, 1, 2 ** 33)), 1)
    assert.equal(value(files.fstat(far)).size, 2 ** 33 + 1)
    files.close(far)
  })

  spec('what lies outside of the buffer is not touched', ({ root, scratch }) => {
    scratch.file('a', 'hello')
    const fd = value(files.open(root, at('/a'), READ))
    const bytes = Buffer.alloc(4)
    for (const [from, length] of [
      [0, 5],
      [4, 1],
      [-1, 2],
      [0, -1],
    ] as const) {
      assert.throws(() => files.read(fd, bytes, from, length, 0), RangeError, `${from} ${length}`)
      assert.throws(() => files.write(fd, bytes, from, length, 0), RangeError, `${from} ${length}`)
    }
    files.close(fd)
  })

  spec('truncating shrinks and grows', ({ root, scratch }) => {
    scratch.file('a', 'hello')
    const fd = value(files.open(root, at('/a'), WRITE))
    value(files.truncate(fd, 2))
    assert.equal(scratch.content('a'), 'he')
    value(files.truncate(fd, 4))
    assert.equal(scratch.content('a'), 'he\0\0')
    files.close(fd)
    const reader = value(files.open(root, at('/a'), READ))
    assert.equal(codeOf(files.truncate(reader, 0)), 'EINVAL')
    files.close(reader)
  })

  spec('descriptors are not inherited by what the server starts', ({ root, scratch }) => {
    scratch.file('a', 'hello')
    const fd = value(files.open(root, at('/a'), READ))
    assert.ok(isCloseOnExec(fd))
    files.close(fd)
  })
}

function isCloseOnExec(fd: Fd): boolean {
  const info = readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1')
  return (Number.parseInt(/^flags:\s*(\d+)/m.exec(info)?.[1] ?? '0', 8) & 0o2000000) !== 0
}
