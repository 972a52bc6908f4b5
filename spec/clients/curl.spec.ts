import { join } from 'node:path'
import { type Target, url } from './client.ts'
import { clientContract } from './client-contract.ts'
import { absence, runProgram } from './run-program.ts'

const curl = ({ user, password, mode }: Target, args: readonly string[]): Promise<string> =>
  runProgram('curl', [
    '--silent',
    '--show-error',
    '--fail',
    '--globoff',
    '--user',
    `${user}:${password}`,
    ...(mode === 'active' ? ['--ftp-port', '-'] : []),
    ...args,
  ])

clientContract({
  name: 'curl',
  missing: absence('curl'),
  fetchTree: async (target, names, into) => {
    const files = names.flatMap((name) => ['--output', join(into, name), url(target, `down/${name}`)])
    await curl(target, ['--create-dirs', ...files])
  },
  sendTree: async (target, names, from) => {
    const files = names.flatMap((name) => ['--upload-file', join(from, name), url(target, `up/${name}`)])
    await curl(target, ['--ftp-create-dirs', ...files])
  },
  resumeDownload: async (target, name, to) => {
    await curl(target, ['--continue-at', '-', '--output', to, url(target, name)])
  },
  resumeUpload: async (target, from, name) => {
    await curl(target, ['--continue-at', '-', '--upload-file', from, url(target, name)])
  },
  manage: async (target) => {
    const commands = ['MKD made', 'RNFR old', 'RNTO new name', 'DELE unwanted', 'RMD emptied']
    await curl(target, [...commands.flatMap((command) => ['--quote', command]), '--head', url(target)])
  },
  cannot: { emptyDirectories: 'it does not walk trees' },
})
