import { authority, type Target } from './client.ts'
import { clientContract } from './client-contract.ts'
import { absence, runProgram } from './run-program.ts'

const quoted = (word: string): string => `"${word.replace(/["\\]/g, '\\$&')}"`

const lftp = (target: Target, commands: readonly string[]): Promise<string> =>
  runProgram('lftp', ['-c', [...preamble(target), ...commands].join('; ')])

const preamble = (target: Target): readonly string[] => [
  'set cmd:fail-exit yes',
  'set net:max-retries 1',
  'set net:timeout 10',
  `set ftp:passive-mode ${target.mode === 'passive'}`,
  `open -u ${target.user},${target.password} ftp://${authority(target)}`,
]

clientContract({
  name: 'lftp',
  missing: absence('lftp'),
  fetchTree: async (target, _, into) => void (await lftp(target, [`mirror --parallel=2 down ${quoted(into)}`])),
  sendTree: async (target, _, from) => void (await lftp(target, [`mirror -R ${quoted(from)} up`])),
  resumeDownload: async (target, name, to) => void (await lftp(target, [`get -c ${quoted(name)} -o ${quoted(to)}`])),
  resumeUpload: async (target, from, name) => void (await lftp(target, [`put -c ${quoted(from)} -o ${quoted(name)}`])),
  manage: async (target) => {
    await lftp(target, ['mkdir made', 'mv old "new name"', 'rm unwanted', 'rmdir emptied'])
  },
  cannot: { activeOverIpv6: 'it offers the address :: where it is on the loopback interface' },
})
