import { createReadStream, statSync } from 'node:fs'
import { Client } from 'basic-ftp'
import type { Target } from './client.ts'
import { clientContract } from './client-contract.ts'

async function session(target: Target, act: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client(10_000)
  try {
    await client.access({ ...target, secure: false })
    await act(client)
  } finally {
    client.close()
  }
}

clientContract({
  name: 'basic-ftp',
  missing: undefined,
  fetchTree: (target, _, into) => session(target, (client) => client.downloadToDir(into, 'down')),
  sendTree: (target, _, from) => session(target, (client) => client.uploadFromDir(from, 'up')),
  resumeDownload: (target, name, to) => session(target, (client) => client.downloadTo(to, name, statSync(to).size)),
  resumeUpload: (target, from, name) =>
    session(target, async (client) => {
      const start = await client.size(name)
      await client.appendFrom(createReadStream(from, { start }), name)
    }),
  manage: (target) =>
    session(target, async (client) => {
      await client.ensureDir('made')
      await client.cd('/')
      await client.rename('old', 'new name')
      await client.remove('unwanted')
      await client.removeDir('emptied')
    }),
  cannot: { active: 'it knows passive mode only' },
})
