import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Conversation } from '../support/command-context.ts'

// commands.md §5, as measured on the reference; what differs is in spec/compat/deviations.md.

test('HTTP verbs hang up, at any time, and are logged', async () => {
  for (const verb of ['GET', 'POST', 'PUT', 'HEAD', 'CONNECT', 'OPTIONS', 'DELETE', 'get']) {
    using talk = new Conversation()
    const text = `HTTP command: [${verb.toLowerCase()}]`
    assert.equal(await talk.send(`${verb} / HTTP/1.0`), `500 ${text}`)
    assert.ok(talk.isClosed)
    assert.deepEqual(talk.logs, [`info ${text}`])
  }
  using inside = await Conversation.loggedIn()
  await inside.send('GET /')
  assert.ok(inside.isClosed)
})
