import assert from 'node:assert/strict'
import { mkdirSync, renameSync, rmdirSync } from 'node:fs'
import type { Gid, Uid } from '../../lib/core/units.ts'
import type { Identity } from '../../lib/kernel/kernel.ts'
import { openKernel } from '../../lib/kernel/open-kernel.ts'
import { filesContract } from '../contracts/kernel.ts'
import { at, codeOf, filesTest, type Held, value } from './support/scratch.ts'

const { name, files, credentials } = openKernel()
const USER: Identity = { uid: 2001 as Uid, gid: 2001 as Gid, groups: [2001 as Gid] }
const notRoot = credentials.canSwitch ? false : 'needs root, to act as a user'

if (name === 'linux') {
  filesContract('linux', files)
  linuxFiles()
}

function linuxFiles(): void {
  const spec = (title: string, act: (held: Held) => void): void => filesTest(`linux: ${title}`, files, {}, act)

  spec('the links of /proc that are doors lead nowhere', () => {
    using system = value(files.openRoot('/'))
    using proc = value(files.openRoot('/proc'))
    assert.equal(codeOf(files.open(system, at('/proc/self/root/etc/passwd'), { for: 'read' })), 'ELOOP')
    assert.equal(codeOf(files.stat(proc, at('/self/cwd/..'), 'follow')), 'ELOOP')
    assert.equal(codeOf(files.openDirectory(proc, at('/self/root'))), 'ELOOP')
    assert.equal(codeOf(files.mkdir(system, at('/proc/self/cwd/made'), 0o755)), 'ELOOP')
  })

  spec('a root that was closed reaches nothing, not even what has taken its number', ({ scratch }) => {
    scratch.file('a')
    const closed = value(files.openRoot(scratch.root))
    const directory = value(files.openDirectory(closed, at('/')))
    closed[Symbol.dispose]()
    using taker = value(files.openRoot('/'))
    assert.equal(taker.path, '/')
    assert.equal(codeOf(files.stat(closed, at('/a'), 'follow')), 'EBADF')
    assert.equal(codeOf(files.mkdir(closed, at('/made'), 0o755)), 'EBADF')
    assert.equal(codeOf(directory.stat('..', 'follow')), 'EBADF')
    directory[Symbol.dispose]()
  })

  spec('a root that was moved is still itself', ({ root, scratch }) => {
    scratch.directories('d')
    scratch.link('to-d', 'd')
    renameSync(scratch.root, `${scratch.directory}/moved`)
    assert.equal(value(files.enter(root, at('/to-d'))), '/d')
    renameSync(`${scratch.directory}/moved`, scratch.root)
  })

  spec('a root that was removed holds nothing', ({ scratch }) => {
    const path = `${scratch.directory}/short-lived`
    mkdirSync(path)
    using root = value(files.openRoot(path))
    rmdirSync(path)
    assert.equal(codeOf(files.enter(root, at('/'))), 'ENOENT')
    assert.equal(codeOf(files.mkdir(root, at('/x'), 0o755)), 'ENOENT')
  })

  filesTest('linux: a user meets its own permissions', files, { skip: notRoot }, ({ root, scratch }) => {
    scratch.directories('closed/d', 'listable', 'searchable')
    scratch.file('closed/a')
    scratch.file('private', 'x', 0o600)
    for (const [path, mode] of [
      ['closed', 0o700],
      ['listable', 0o744],
      ['searchable', 0o711],
    ] as const) {
      value(files.chmod(root, at(`/${path}`), mode))
    }
    const codes = credentials.run(USER, () => ({
      enterClosed: codeOf(files.enter(root, at('/closed'))),
      enterBelow: codeOf(files.enter(root, at('/closed/d'))),
      enterListable: codeOf(files.enter(root, at('/listable'))),
      enterSearchable: codeOf(files.enter(root, at('/searchable'))),
      listSearchable: codeOf(files.openDirectory(root, at('/searchable'))),
      read: codeOf(files.open(root, at('/private'), { for: 'read' })),
      write: codeOf(files.open(root, at('/private'), { for: 'write', mode: 0o600 })),
      mkdir: codeOf(files.mkdir(root, at('/closed/x'), 0o755)),
      chmod: codeOf(files.chmod(root, at('/private'), 0o777)),
      utimes: codeOf(files.utimes(root, at('/private'), 1, 1)),
      root: codeOf(files.openRoot(`${scratch.root}/closed`)),
    }))
    assert.deepEqual(codes, {
      enterClosed: 'EACCES',
      enterBelow: 'EACCES',
      enterListable: 'EACCES',
      enterSearchable: 'ok',
      listSearchable: 'EACCES',
      read: 'EACCES',
      write: 'EACCES',
      mkdir: 'EACCES',
      chmod: 'EPERM',
      utimes: 'EPERM',
      root: 'EACCES',
    })
  })
}
