import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { dirname } from 'node:path/posix'
import type { Target } from './client.ts'
import { clientContract } from './client-contract.ts'
import { absence, runProgram } from './run-program.ts'

/** Between quotes a backslash would be a character like others, so there are no quotes. */
const quoted = (word: string): string => word.replace(/[\s"\\]/g, '\\$&')

/** Its status tells nothing when commands come on standard input: what matters is what became of the files. */
const tnftp = ({ host, port, user, password, mode }: Target, commands: readonly string[]): Promise<string> =>
  runProgram('tnftp', ['-n', '-v', mode === 'active' ? '-A' : '-p', '-P', String(port), host], {
    input: [`user ${user} ${password}`, 'binary', 'glob off', 'prompt off', ...commands, 'quit', ''].join('\n'),
  })

clientContract({
  name: 'tnftp',
  missing: absence('tnftp'),
  fetchTree: async (target, names, into) => {
    for (const name of names) mkdirSync(join(into, dirname(name)), { recursive: true })
    await tnftp(
      target,
      names.map((name) => `get ${quoted(`down/${name}`)} ${quoted(join(into, name))}`),
    )
  },
  sendTree: async (target, names, from) => {
    const directories = ['sub', 'sub/deeper still', 'sub/ünder'].map((name) => `mkdir ${quoted(`up/${name}`)}`)
    const files = names.map((name) => `put ${quoted(join(from, name))} ${quoted(`up/${name}`)}`)
    await tnftp(target, [...directories, ...files])
  },
  resumeDownload: async (target, name, to) => void (await tnftp(target, [`reget ${quoted(name)} ${quoted(to)}`])),
  resumeUpload: async (target, from, name) => {
    await tnftp(target, ['restart 400000', `put ${quoted(from)} ${quoted(name)}`])
  },
  manage: async (target) => {
    await tnftp(target, ['mkdir made', 'rename old new\\ name', 'delete unwanted', 'rmdir emptied'])
  },
  cannot: { emptyDirectories: 'it does not walk trees' },
})
