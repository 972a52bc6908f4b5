import assert from 'node:assert/strict'
import { readlinkSync } from 'node:fs'
import type { Fd } from '../../../lib/kernel/kernel.ts'
import { openKernel } from '../../../lib/kernel/open-kernel.ts'
import { at, codeOf, filesTest, value } from '../support/scratch.ts'

/** What older kernels and simpler file systems get, which the machine of a spec has no need for. */
const { name, files } = openKernel()
const skip = name === 'linux' ? false : 'Linux only'
const { linkAndUnlink } = await import('../../../lib/kernel/linux/rename.ts')
const { changeModeThroughProc } = await import('../../../lib/kernel/linux/mode.ts')
const { PathBuffer } = await import('../../../lib/kernel/linux/path-buffer.ts')
const { openInRoot } = await import('../../../lib/kernel/linux/open.ts')
const { descriptorOfRoot } = await import('../../../lib/kernel/linux/root.ts')
const { O_PATH } = await import('../../../lib/kernel/linux/constants.ts')

filesTest('renaming without RENAME_NOREPLACE keeps what is there', files, { skip }, ({ root, scratch }) => {
  scratch.file('a', 'a')
  scratch.file('b', 'b')
  scratch.link('link', 'a')
  scratch.directories('d/e', 'empty')
  const [from, to] = [new PathBuffer(), new PathBuffer()]
  const parent = descriptorOfRoot(root)
  const rename = (a: string, b: string): string => {
    from.write(a)
    to.write(b)
    return codeOf(linkAndUnlink({ parent, name: from.address }, { parent, name: to.address }))
  }
  for (const taken of ['b', 'link', 'empty']) assert.equal(rename('a', taken), 'EEXIST')
  assert.equal(rename('d', 'empty'), 'EEXIST')
  assert.equal(rename('d', 'd/e/x'), 'EINVAL')
  assert.equal(rename('none', 'x'), 'ENOENT')
  assert.equal(rename('a', 'moved'), 'ok')
  assert.equal(rename('link', 'link-moved'), 'ok')
  assert.equal(rename('d', 'd-moved'), 'ok')
  assert.equal(scratch.content('moved'), 'a')
  assert.equal(readlinkSync(scratch.at('link-moved'), 'latin1'), 'a')
  assert.ok(scratch.exists('d-moved/e') && !scratch.exists('a') && !scratch.exists('link'))
})

filesTest(
  'a mode is changed without fchmodat2, of what may not be opened too',
  files,
  { skip },
  ({ root, scratch }) => {
    scratch.file('closed', '', 0)
    scratch.fifo('pipe')
    for (const path of ['closed', 'pipe']) {
      const fd: Fd = value(openInRoot(descriptorOfRoot(root), at(`/${path}`), O_PATH, 0))
      assert.equal(codeOf(changeModeThroughProc(fd, 0o4711)), 'ok')
      files.close(fd)
      assert.equal(scratch.mode(path), 0o4711)
    }
  },
)
