import assert from 'node:assert/strict'
import type { Files } from '../../../lib/kernel/kernel.ts'
import { at, codeOf, filesTest, type Held, type Scratch, SECRET, value } from '../../kernel/support/scratch.ts'
import { CALLS } from './names.ts'

function plant(scratch: Scratch): void {
  scratch.directories('sub')
  scratch.file('source', 'inside')
  scratch.link('absolute', scratch.outside)
  scratch.link('relative', '../outside')
  scratch.link('far', `../../../../../../../../..${scratch.outside}`)
  scratch.link('twice', 'relative')
  scratch.link('sub/up', '../../outside')
  scratch.link('parent', '..')
  scratch.link('to-secret', '../outside/secret')
  scratch.link('magic', '/proc/self/root')
  scratch.link('cwd', '/proc/self/cwd')
  scratch.link('slash', '/')
}

const hostile = ({ outside, root }: Scratch): readonly string[] => [
  '/../outside',
  '/sub/../../outside',
  `/..${outside}`,
  `/../../../../../../../../..${outside}`,
  ...['absolute', 'relative', 'far', 'twice', 'sub/up', 'parent/outside', 'sub/../relative'].map((link) => `/${link}`),
  `/slash/..${outside}`,
  `/magic${outside}`,
  `/cwd/../..${outside}`,
  `/proc/self/root${outside}`,
  `/sub/../slash${root}/../outside`,
]

/** No path and no link leads out of the root, whatever is asked. */
export function confinementContract(name: string, files: Files): void {
  const spec = (title: string, act: (held: Held) => void): void => filesTest(`${name}: ${title}`, files, {}, act)

  for (const [call, run] of Object.entries(CALLS)) {
    spec(`${call} never leaves the root`, ({ root, scratch }) => {
      plant(scratch)
      const before = scratch.outsideState()
      const secret = value(files.stat(root, at('/source'), 'follow'))
      for (const way of hostile(scratch)) {
        // What is made on the way, such as a name inside the root, would only be in the way of the next.
        for (const end of ['', '/', '/secret', '/sub', '/new', '/.', '/..']) {
          const result = run(files, root, at(way + end))
          release(files, result)
          scratch.file('source', 'inside')
        }
      }
      assert.equal(scratch.outsideState(), before)
      assert.ok(secret.size > 0)
    })
  }

  spec('nothing outside is read, entered or described', ({ root, scratch }) => {
    plant(scratch)
    for (const way of hostile(scratch)) {
      for (const path of [`${way}/secret`, '/to-secret', way]) {
        assert.notEqual(readText(files, root, path), SECRET, path)
        const stat = files.stat(root, at(path), 'follow')
        assert.ok(!stat.ok || stat.value.size !== SECRET.length, path)
      }
      const entered = files.enter(root, at(way))
      assert.ok(!entered.ok || !entered.value.includes('outside'), way)
      const directory = files.openDirectory(root, at(way))
      if (!directory.ok) continue
      assert.ok(!value(directory.value.next()).includes('secret'), way)
      directory.value[Symbol.dispose]()
    }
  })

  spec('a listing does not look behind links that lead out', ({ root, scratch }) => {
    plant(scratch)
    using directory = value(files.openDirectory(root, at('/')))
    assert.equal(codeOf(directory.stat('to-secret', 'follow')), 'ENOENT')
    assert.equal(codeOf(directory.stat('absolute', 'follow')), 'ENOENT')
    assert.equal(codeOf(directory.stat('../outside/secret', 'nofollow')), 'ENOENT')
    assert.notEqual(codeOf(directory.readlink('../outside/secret')), 'ok')
  })
}

function readText(files: Files, root: Held['root'], path: string): string | undefined {
  const opened = files.open(root, at(path), { for: 'read' })
  if (!opened.ok) return undefined
  const bytes = Buffer.alloc(100)
  const got = files.read(opened.value, bytes, 0, bytes.length, 0)
  files.close(opened.value)
  return got.ok ? bytes.toString('latin1', 0, got.value) : undefined
}

/** Closes what a call has given. */
function release(files: Files, result: ReturnType<(typeof CALLS)[string]>): void {
  if (!result.ok) return
  const given = result.value as { [Symbol.dispose]?: () => void } | number | undefined
  if (typeof given === 'number') files.close(given as Parameters<Files['close']>[0])
  else if (typeof given === 'object') given[Symbol.dispose]?.()
}
