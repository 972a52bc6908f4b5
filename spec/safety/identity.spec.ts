import assert from 'node:assert/strict'
import { chmodSync, chownSync, lstatSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { RawClient } from '../support/raw-client.ts'
import { startServer } from '../support/start-server.ts'

const notRoot = process.getuid?.() === 0 ? false : 'needs root, to act as two users'
const COMMANDS = 10_000

test(`two users on one reactor, ${COMMANDS} interleaved commands: each acts as itself only`, {
  skip: notRoot,
}, async () => {
  await using server = await startServer({
    argv: ['--reactors', '1'],
    user: { uid: 2001, gid: 2001, confined: false },
    users: [{ name: 'ann', uid: 2002, gid: 2002, confined: false }],
  })
  const shared = join(server.directory, 'shared')
  mkdirSync(shared)
  chmodSync(shared, 0o777)
  const [joe, ann] = [await server.login(), await server.login('ann', 'secret')]
  for (const client of [joe, ann]) await client.send(`CWD ${shared}`)
  writeFileSync(join(shared, 'of-joe'), 'private', { mode: 0o600 })
  chownSync(join(shared, 'of-joe'), 2001, 2001)
  writeFileSync(join(shared, 'of-ann'), 'private', { mode: 0o600 })
  chownSync(join(shared, 'of-ann'), 2002, 2002)
  await Promise.all([work(joe, 'joe', 'ann'), work(ann, 'ann', 'joe')])
  for (const name of readdirSync(shared)) {
    const { uid, gid } = lstatSync(join(shared, name))
    const owner = name.includes('joe') ? 2001 : 2002
    assert.deepEqual([uid, gid], [owner, owner], name)
  }
})

/** Makes things that stay, and tries what belongs to the other one. */
async function work(client: RawClient, me: string, other: string): Promise<void> {
  const rounds = COMMANDS / 2 / 5
  for (let round = 0; round < rounds; round++) {
    assert.match(await client.send(`MKD d-${me}`), /^257 /)
    assert.match(await client.send(`SITE CHMOD 600 of-${other}`), /^550 /)
    assert.match(await client.send(`RMD d-${me}`), /^250 /)
    assert.match(await client.send(`SITE CHMOD 600 of-${me}`), /^200 /)
    assert.match(await client.send(`MKD keep-${me}-${round % 50}`), /^(257|550) /)
    if (round % 100 === 0) {
      assert.match((await client.transfer(`RETR of-${other}`)).reply, /^550 .*Permission denied/)
      await client.upload(`up-${me}-${round}`, me)
    }
  }
}

test('supplementary groups count', { skip: notRoot }, async () => {
  await using server = await startServer({ user: { uid: 2001, gid: 2001, confined: false } })
  const client = await server.login()
  const shared = join(server.directory, 'group')
  mkdirSync(shared)
  chownSync(shared, 0, 2001)
  chmodSync(shared, 0o770)
  assert.match(await client.send(`MKD ${shared}/mine`), /^257 /)
  chownSync(shared, 0, 2999)
  assert.match(await client.send(`MKD ${shared}/other`), /^550 .*Permission denied/)
})

test('a permission error is logged with who was refused and what refused (users-want.md 22)', {
  skip: notRoot,
}, async () => {
  await using server = await startServer({ user: { uid: 2001, gid: 2001, confined: false } })
  const closed = join(server.directory, 'closed')
  mkdirSync(closed, { mode: 0o755 })
  const client = await server.login()
  assert.match((await client.transfer(`STOR ${closed}/x`, Buffer.from('x'))).reply, /^553 /)
  const line = await server.waitForLog(/Permission denied/)
  assert.match(line.msg, /the session is 2001:2001, .*closed is 0:0 0755/)
})
