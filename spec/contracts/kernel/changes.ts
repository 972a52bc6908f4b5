import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import type { Files } from '../../../lib/kernel/kernel.ts'
import { at, codeOf, filesTest, type Held, type Scratch, value } from '../../kernel/support/scratch.ts'

/** A tree in which everything that calls trip over has a name. */
function plant(scratch: Scratch): void {
  scratch.directories('d/e', 'empty', 'full/x')
  scratch.file('a', 'a')
  scratch.file('b', 'b')
  scratch.link('to-a', 'a')
  scratch.link('to-d', 'd')
  scratch.link('dangling', 'nowhere')
}

/** mkdir, rmdir, unlink, rename, chmod, utimes. */
export function changesContract(name: string, files: Files): void {
  const spec = (title: string, act: (held: Held) => void): void =>
    filesTest(`${name}: ${title}`, files, {}, (held) => {
      plant(held.scratch)
      act(held)
    })

  spec('mkdir makes a directory with exactly the mode', ({ root, scratch }) => {
    const mkdir = (path: string): string => codeOf(files.mkdir(root, at(path), 0o751))
    for (const path of ['/n', '/slash/', '/to-d/inner', '/d/../up']) assert.equal(mkdir(path), 'ok', path)
    for (const path of ['n', 'slash', 'd/inner', 'up']) assert.equal(scratch.mode(path), 0o751, path)
    const taken = ['/d', '/d/', '/a', '/dangling', '/dangling/', '/to-d', '/', '//', '/.', '/..', '/d/.', '/d/..']
    for (const path of taken) assert.equal(mkdir(path), 'EEXIST', path)
    assert.equal(mkdir('/none/x'), 'ENOENT')
    assert.equal(mkdir('/dangling/x'), 'ENOENT')
    assert.equal(mkdir('/a/x'), 'ENOTDIR')
  })

  spec('rmdir removes an empty directory only', ({ root, scratch }) => {
    const rmdir = (path: string): string => codeOf(files.rmdir(root, at(path)))
    const failures = {
      '/full': 'ENOTEMPTY',
      '/a': 'ENOTDIR',
      '/to-d': 'ENOTDIR',
      '/to-d/': 'ENOTDIR',
      '/none': 'ENOENT',
      '/': 'EBUSY',
      '//': 'EBUSY',
      '/empty/.': 'EINVAL',
      '/..': 'ENOTEMPTY',
      '/empty/..': 'ENOTEMPTY',
    }
    for (const [path, code] of Object.entries(failures)) assert.equal(rmdir(path), code, path)
    assert.equal(rmdir('/empty/'), 'ok')
    assert.equal(rmdir('/to-d/e'), 'ok')
    assert.ok(!scratch.exists('empty') && !scratch.exists('d/e'))
  })

  spec('unlink removes files and links, never a directory', ({ root, scratch }) => {
    const unlink = (path: string): string => codeOf(files.unlink(root, at(path)))
    for (const path of ['/d', '/empty', '/', '//', '/.', '/..', '/d/..']) assert.equal(unlink(path), 'EISDIR', path)
    for (const path of ['/a/', '/a/x']) assert.equal(unlink(path), 'ENOTDIR', path)
    assert.equal(unlink('/none'), 'ENOENT')
    for (const path of ['/to-a', '/dangling', '/to-d', '/b']) assert.equal(unlink(path), 'ok', path)
    assert.ok(!scratch.exists('to-a') && !scratch.exists('b'))
    assert.ok(scratch.exists('a') && scratch.exists('d'))
  })

  spec('rename replaces, or keeps what is there', ({ root, scratch }) => {
    const rename = (from: string, to: string, existing: 'replace' | 'keep' = 'replace'): string =>
      codeOf(files.rename(root, at(from), at(to), existing))
    for (const to of ['/b', '/d', '/dangling', '/to-d']) assert.equal(rename('/a', to, 'keep'), 'EEXIST', to)
    assert.equal(scratch.content('b'), 'b')
    assert.equal(rename('/a', '/b'), 'ok')
    assert.equal(scratch.content('b'), 'a')
    assert.equal(rename('/b', '/to-d/c', 'keep'), 'ok')
    assert.equal(scratch.content('d/c'), 'a')
    assert.equal(rename('/to-a', '/moved'), 'ok')
    assert.equal(fs.readlinkSync(scratch.at('moved'), 'latin1'), 'a')
    assert.equal(rename('/empty/', '/new/'), 'ok')
    assert.ok(scratch.exists('new'))
  })

  spec('rename fails with the code of the C call', ({ root, scratch }) => {
    const failures = [
      ['/d', '/d/e/x', 'EINVAL'],
      ['/d', '/full', 'ENOTEMPTY'],
      ['/a', '/empty', 'EISDIR'],
      ['/d', '/a', 'ENOTDIR'],
      ['/a/', '/x', 'ENOTDIR'],
      ['/a', '/x/', 'ENOTDIR'],
      ['/none', '/x', 'ENOENT'],
      ['/a', '/none/x', 'ENOENT'],
      ['/', '/x', 'EBUSY'],
      ['/a', '/', 'EBUSY'],
      ['/a', '/..', 'EBUSY'],
      ['/..', '/x', 'EBUSY'],
      ['/d/.', '/x', 'EBUSY'],
    ] as const
    for (const [from, to, code] of failures) {
      assert.equal(codeOf(files.rename(root, at(from), at(to), 'replace')), code, `${from} to ${to}`)
    }
    assert.equal(scratch.content('a'), 'a')
  })

  spec('chmod follows links and needs no permission on the file', ({ root, scratch }) => {
    scratch.file('closed', '', 0)
    scratch.fifo('pipe')
    const chmod = (path: string, mode: number): string => codeOf(files.chmod(root, at(path), mode))
    for (const path of ['/to-a', '/d', '/closed', '/pipe']) assert.equal(chmod(path, 0o714), 'ok', path)
    for (const path of ['a', 'd', 'closed', 'pipe']) assert.equal(scratch.mode(path), 0o714, path)
    assert.equal(chmod('/b', 0o7777), 'ok')
    assert.equal(scratch.mode('b'), 0o7777)
    assert.equal(chmod('/dangling', 0o600), 'ENOENT')
    assert.equal(chmod('/a/', 0o600), 'ENOTDIR')
  })

  spec('utimes sets both times and follows links', ({ root, scratch }) => {
    value(files.utimes(root, at('/to-a'), 1_000_000_000, 1_500_000_000))
    const { atimeMs, mtimeMs } = fs.statSync(scratch.at('a'))
    assert.deepEqual([atimeMs, mtimeMs], [1e12, 1.5e12])
    value(files.utimes(root, at('/d'), 0, -5))
    assert.equal(fs.statSync(scratch.at('d')).mtimeMs, -5000)
    assert.equal(codeOf(files.utimes(root, at('/dangling'), 1, 1)), 'ENOENT')
    assert.equal(codeOf(files.utimes(root, at('/a/'), 1, 1)), 'ENOTDIR')
  })
}
