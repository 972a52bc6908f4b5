import { dirname } from 'node:path'
import type { Target } from './client.ts'
import { clientContract } from './client-contract.ts'
import { absence, runProgram } from './run-program.ts'

const options = ({ port, user, password, mode }: Target): readonly string[] => [
  '-u',
  user,
  '-p',
  password,
  '-P',
  String(port),
  mode === 'active' ? '-E' : '-F',
]

const ncftpget = (target: Target, more: readonly string[], into: string, name: string): Promise<string> =>
  runProgram('ncftpget', [...options(target), ...more, target.host, into, name])

const ncftpput = (target: Target, more: readonly string[], into: string, ...from: readonly string[]): Promise<string> =>
  runProgram('ncftpput', [...options(target), ...more, target.host, into, ...from])

clientContract({
  name: 'ncftp',
  missing: absence('ncftpget'),
  fetchTree: async (target, _, into) => void (await ncftpget(target, ['-R', '-T'], dirname(into), 'down')),
  sendTree: async (target, _, from) => void (await ncftpput(target, ['-R'], '.', from)),
  resumeDownload: async (target, name, to) => void (await ncftpget(target, ['-z'], dirname(to), name)),
  // ncftpput 3.2.6 -z sends the whole file from the offset on, which no server can make good.
  manage: async (target) => {
    const commands = ['MKD made', 'RNFR old', 'RNTO new name', 'DELE unwanted', 'RMD emptied']
    const words = commands.flatMap((command) => ['-W', command])
    await runProgram('ncftpls', [...options(target), ...words, `ftp://${target.host}/`])
  },
  cannot: { ipv6: 'it knows IPv4 only' },
})
