import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { openKernel } from '../../../lib/kernel/open-kernel.ts'

const { name, process: system } = openKernel()
const skip = name === 'linux' ? false : 'Linux only'
const readName = (): string => readFileSync('/proc/self/comm', 'latin1').trim()

test('the name that killall sees survives process.title, and is cut to 15 bytes', { skip }, () => {
  const [own, title] = [readName(), process.title]
  process.title = 'pure-ftpd (SERVER)'
  system.setName('pure-ftpd')
  assert.equal(readName(), 'pure-ftpd')
  system.setName('a-name-that-is-too-long')
  assert.equal(readName(), 'a-name-that-is-')
  process.title = title
  system.setName(own)
})

test('umask is that of the process', { skip }, () => {
  const own = process.umask(0)
  system.umask(0o27)
  assert.equal(process.umask(own), 0o27)
})

test('the soft limit of open files is raised to the hard one', { skip }, () => {
  const limit = system.raiseFileLimit()
  const [, soft = '', hard = ''] =
    /^Max open files\s+(\d+)\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'latin1')) ?? []
  assert.equal(soft, hard)
  assert.equal(limit, Number(hard))
})
