import { type Target, url } from './client.ts'
import { clientContract } from './client-contract.ts'
import { absence, runProgram } from './run-program.ts'

const wget = ({ user, password, mode }: Target, args: readonly string[]): Promise<string> =>
  runProgram('wget', [
    '--no-verbose',
    '--tries=1',
    '--timeout=10',
    `--user=${user}`,
    `--password=${password}`,
    '--restrict-file-names=nocontrol',
    '--no-config',
    ...(mode === 'active' ? ['--no-passive-ftp'] : []),
    ...args,
  ])

clientContract({
  name: 'wget',
  missing: absence('wget'),
  fetchTree: async (target, _, into) => {
    await wget(target, ['--recursive', '--no-host-directories', '--cut-dirs=1', '-P', into, `${url(target, 'down')}/`])
  },
  resumeDownload: async (target, name, to) => void (await wget(target, ['--continue', '-O', to, url(target, name)])),
  cannot: {},
})
