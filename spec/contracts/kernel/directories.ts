import assert from 'node:assert/strict'
import type { Directory, Files } from '../../../lib/kernel/kernel.ts'
import { at, codeOf, filesTest, type Held, value } from '../../kernel/support/scratch.ts'

const MANY = 3000

function allNames(directory: Directory): string[] {
  const names: string[] = []
  for (;;) {
    const batch = value(directory.next())
    if (batch.length === 0) return names
    names.push(...batch)
  }
}

/** openDirectory and what it gives. */
export function directoriesContract(name: string, files: Files): void {
  const spec = (title: string, act: (held: Held) => void): void => filesTest(`${name}: ${title}`, files, {}, act)

  spec(`a directory of ${MANY} entries gives each once, and . and ..`, ({ root, scratch }) => {
    const names = Array.from({ length: MANY }, (_, n) => `entry-${n}`)
    for (const entry of names) scratch.file(entry)
    using directory = value(files.openDirectory(root, at('/')))
    assert.deepEqual(allNames(directory).toSorted(), ['.', '..', ...names].toSorted())
    assert.deepEqual(value(directory.next()), [])
  })

  spec('entries are looked at where they are', ({ root, scratch }) => {
    scratch.directories('d')
    scratch.file('a', 'hello')
    scratch.file('d/inner', 'inner!')
    scratch.link('d/link', 'inner')
    scratch.link('d/up', '../a')
    scratch.link('d/absolute', '/a')
    scratch.link('d/dangling', 'nowhere')
    scratch.link('to-d', 'd')
    for (const path of ['/d', '/d/', '/to-d', '/d/../to-d']) {
      using directory = value(files.openDirectory(root, at(path)))
      assert.equal(value(directory.stat('inner', 'nofollow')).size, 6)
      assert.equal(value(directory.stat('link', 'nofollow')).kind, 'symlink')
      assert.equal(value(directory.stat('link', 'follow')).size, 6)
      assert.equal(value(directory.stat('up', 'follow')).size, 5)
      assert.equal(value(directory.stat('absolute', 'follow')).size, 5)
      assert.equal(value(directory.stat('.', 'nofollow')).kind, 'directory')
      assert.equal(codeOf(directory.stat('dangling', 'follow')), 'ENOENT')
      assert.equal(codeOf(directory.stat('none', 'nofollow')), 'ENOENT')
      assert.equal(value(directory.readlink('up')), '../a')
      assert.equal(codeOf(directory.readlink('inner')), 'EINVAL')
    }
  })

  spec('.. of the root is the root', ({ root, scratch }) => {
    scratch.directories('d')
    const own = value(files.stat(root, at('/'), 'follow'))
    for (const path of ['/', '/d']) {
      using directory = value(files.openDirectory(root, at(path)))
      for (const follow of ['follow', 'nofollow'] as const) {
        assert.deepEqual(value(directory.stat('..', follow)), own)
        assert.deepEqual(value(directory.stat('../../..', follow)), own)
      }
    }
  })

  spec('what is no directory is not opened', ({ root, scratch }) => {
    scratch.file('a')
    scratch.fifo('pipe')
    scratch.link('dangling', 'nowhere')
    const failures = { '/a': 'ENOTDIR', '/pipe': 'ENOTDIR', '/none': 'ENOENT', '/dangling': 'ENOENT' }
    for (const [path, code] of Object.entries(failures)) {
      assert.equal(codeOf(files.openDirectory(root, at(path))), code, path)
    }
  })

  spec('a directory is closed once', ({ root, scratch }) => {
    scratch.file('a')
    const directory = value(files.openDirectory(root, at('/')))
    directory[Symbol.dispose]()
    const fd = value(files.open(root, at('/a'), { for: 'read' }))
    directory[Symbol.dispose]()
    assert.ok(files.fstat(fd).ok, 'the second dispose closed what had taken its number')
    files.close(fd)
  })
}
