import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import type { FileStat, Files } from '../../../lib/kernel/kernel.ts'
import { at, codeOf, filesTest, type Held, type Scratch, value } from '../../kernel/support/scratch.ts'

/** stat, readlink, enter, usage, openRoot. */
export function statsContract(name: string, files: Files): void {
  const spec = (title: string, act: (held: Held) => void): void => filesTest(`${name}: ${title}`, files, {}, act)

  spec('stat tells what node:fs tells', ({ root, scratch }) => {
    scratch.file('a', 'hello', 0o6751)
    scratch.directories('d')
    scratch.link('link', 'a')
    scratch.fifo('pipe')
    for (const path of ['a', 'd', 'link', 'pipe']) {
      assert.deepEqual(value(files.stat(root, at(`/${path}`), 'nofollow')), expected(scratch, path), path)
    }
    assert.deepEqual(value(files.stat(root, at('/link'), 'follow')), expected(scratch, 'a'))
    assert.equal(value(files.stat(root, at('/a'), 'follow')).mode, 0o6751)
  })

  for (const seconds of [-86_401, -1, 0, 2 ** 31, 2 ** 32 + 5]) {
    spec(`a modification time of ${seconds} s`, ({ root, scratch }) => {
      scratch.file('a')
      fs.utimesSync(scratch.at('a'), date(seconds), date(seconds))
      assert.equal(value(files.stat(root, at('/a'), 'follow')).modified, seconds)
    })
  }

  spec('times are cut to the second before, on either side of 1970', ({ root, scratch }) => {
    scratch.file('a')
    for (const [time, second] of [
      [1.75, 1],
      [-1.75, -2],
    ] as const) {
      fs.utimesSync(scratch.at('a'), date(time), date(time))
      assert.equal(value(files.stat(root, at('/a'), 'follow')).modified, second)
    }
  })

  spec('stat fails with the code of the C call', ({ root, scratch }) => {
    scratch.file('a')
    scratch.directories('d')
    scratch.link('dangling', 'nowhere')
    scratch.link('loop', 'loop')
    scratch.link('to-d', 'd')
    const code = (path: string, follow: 'follow' | 'nofollow'): string => codeOf(files.stat(root, at(path), follow))
    assert.equal(code('/none', 'nofollow'), 'ENOENT')
    assert.equal(code('/dangling', 'follow'), 'ENOENT')
    assert.equal(code('/dangling', 'nofollow'), 'ok')
    assert.equal(code('/loop', 'follow'), 'ELOOP')
    assert.equal(code('/loop', 'nofollow'), 'ok')
    assert.equal(code('/a/', 'nofollow'), 'ENOTDIR')
    assert.equal(code('/a/.', 'nofollow'), 'ENOTDIR')
    assert.equal(code('/a/..', 'nofollow'), 'ENOTDIR')
    // A slash at the end follows the link (path_resolution(7)).
    assert.equal(value(files.stat(root, at('/to-d/'), 'nofollow')).kind, 'directory')
    assert.equal(value(files.stat(root, at('/to-d'), 'nofollow')).kind, 'symlink')
  })

  spec('readlink tells the target as it was stored', ({ root, scratch }) => {
    const target = '../a/./\xff b'
    scratch.link('link', target)
    scratch.file('a')
    assert.equal(value(files.readlink(root, at('/link'))), target)
    assert.equal(codeOf(files.readlink(root, at('/a'))), 'EINVAL')
    assert.equal(codeOf(files.readlink(root, at('/'))), 'EINVAL')
    assert.equal(codeOf(files.readlink(root, at('/none'))), 'ENOENT')
  })

  spec('enter tells the path with links resolved', ({ root, scratch }) => {
    scratch.directories('d/e', 'gone (deleted)')
    scratch.link('to-e', 'd/e')
    scratch.link('d/up', '..')
    scratch.link('absolute', '/d')
    const entered = {
      '/': '/',
      '//': '/',
      '/..': '/',
      '/d': '/d',
      '/d/': '/d',
      '/d/e/.': '/d/e',
      '/d/e/..': '/d',
      '/to-e': '/d/e',
      '/to-e/..': '/d',
      '/d/up/d/up': '/',
      '/absolute/e': '/d/e',
      '/gone (deleted)': '/gone (deleted)',
    }
    for (const [path, real] of Object.entries(entered)) assert.equal(value(files.enter(root, at(path))), real, path)
  })

  spec('enter fails for what is no directory', ({ root, scratch }) => {
    scratch.file('a')
    scratch.link('to-a', 'a')
    scratch.link('dangling', 'nowhere')
    scratch.link('loop', 'loop')
    const failures = { '/a': 'ENOTDIR', '/to-a': 'ENOTDIR', '/none': 'ENOENT', '/dangling': 'ENOENT', '/loop': 'ELOOP' }
    for (const [path, code] of Object.entries(failures)) assert.equal(codeOf(files.enter(root, at(path))), code, path)
  })

  spec('usage is that of the file system', ({ root, scratch }) => {
    scratch.file('a')
    const { totalBytes, availableBytes } = value(files.usage(root, at('/a')))
    const { bsize, blocks } = fs.statfsSync(scratch.root)
    assert.equal(totalBytes, bsize * blocks)
    assert.ok(availableBytes > 0 && availableBytes <= totalBytes)
    assert.equal(codeOf(files.usage(root, at('/none'))), 'ENOENT')
  })

  spec('a root is the real path of a directory', ({ scratch }) => {
    scratch.file('a')
    scratch.link('to-root', '.')
    const pathOf = (path: string): string => {
      using root = value(files.openRoot(path))
      return root.path
    }
    assert.equal(pathOf('/'), '/')
    assert.equal(pathOf(`${scratch.root}//`), scratch.root)
    assert.equal(pathOf(`${scratch.root}/to-root`), scratch.root)
    const failures = { '': 'ENOENT', [`${scratch.root}/none`]: 'ENOENT', [`${scratch.root}/a`]: 'ENOTDIR' }
    for (const [path, code] of Object.entries(failures)) assert.equal(codeOf(files.openRoot(path)), code, path)
    assert.equal(codeOf(files.openRoot(`/${'a/'.repeat(2100)}`)), 'ENAMETOOLONG')
    assert.equal(codeOf(files.openRoot('/\0')), 'EINVAL')
  })
}

/** Node takes negative numbers for now. */
const date = (seconds: number): Date => new Date(seconds * 1000)

const KINDS = [
  ['file', 'isFile'],
  ['directory', 'isDirectory'],
  ['symlink', 'isSymbolicLink'],
] as const

function expected(scratch: Scratch, path: string): FileStat {
  const stat = fs.lstatSync(scratch.at(path), { bigint: true })
  return {
    kind: KINDS.find(([, is]) => stat[is]())?.[0] ?? 'other',
    mode: Number(stat.mode & 0o7777n),
    links: Number(stat.nlink),
    uid: Number(stat.uid),
    gid: Number(stat.gid),
    size: Number(stat.size),
    modified: Math.floor(Number(stat.mtimeMs) / 1000),
    device: Number(stat.dev),
    inodeHigh: Number(stat.ino >> 32n),
    inodeLow: Number(stat.ino & 0xffff_ffffn),
  }
}
