import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openKernel } from '../../lib/kernel/open-kernel.ts'
import { filesContract } from '../contracts/kernel.ts'

const kernel = openKernel({ portable: true })
filesContract('portable', kernel.files)

test('the portable kernel says what is weaker', () => {
  assert.equal(kernel.name, 'portable')
  assert.match(kernel.weakness ?? '', /asked for.*confined by this program/)
  assert.equal(kernel.sockets, undefined)
  assert.equal(kernel.credentials.canSwitch, false)
  assert.equal(
    kernel.credentials.run({ uid: 1, gid: 1, groups: [] } as never, () => 'ran'),
    'ran',
  )
  assert.deepEqual(kernel.process.openSyslog('/dev/log'), {
    ok: false,
    error: { code: 'ENOSYS', text: 'Function not implemented' },
  })
})

test('the portable kernel reads names from the text files', () => {
  assert.equal(kernel.names.userByName('root')?.uid, 0)
  assert.equal(kernel.names.userByUid(0)?.home, '/root')
  assert.equal(kernel.names.groupName(0), 'root')
  assert.equal(kernel.names.groupId('root'), 0)
  assert.deepEqual(kernel.names.groupsOf('nobody-of-that-name', 7 as never), [7])
  assert.equal(kernel.names.userByName('nobody-of-that-name'), undefined)
  assert.equal(kernel.names.shadow('root'), undefined)
  assert.equal(kernel.names.crypt('x', '$1$x$'), undefined)
})
