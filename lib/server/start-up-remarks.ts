import type { RuntimeConfig } from '../config/runtime-config.ts'
import { isLoopback } from './greeting-addresses.ts'
import type { ReportLine, StartUpFacts } from './start-up-report.ts'

type Remark = (config: RuntimeConfig, facts: StartUpFacts) => ReportLine | undefined

/** Every suspicious setting, with what would be right. */
export const remarks = (config: RuntimeConfig, facts: StartUpFacts): readonly ReportLine[] =>
  REMARKS.map((remark) => remark(config, facts)).filter((line) => line !== undefined)

const warning = (text: string): ReportLine => ({ level: 'warning', text })
const notice = (text: string): ReportLine => ({ level: 'notice', text })

/** Control connection, root directory, data connection and file of a session in mid-transfer, and our own. */
const filesNeeded = (clients: number): number => clients * 4 + 64

const PRIVATE = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/
const NO_HOST = /^(?:0\.|169\.254\.|22[4-9]\.|23\d\.|2[45]\d\.)/

/** `-P`: images set it to localhost by default, and then listings hang after the login (users-want.md 1). */
const advertised: Remark = ({ forcepassiveip }, { forcedAddress }) => {
  if (forcepassiveip === undefined) return undefined
  const flag = `-P ${forcepassiveip}`
  if (forcedAddress === undefined) {
    return warning(`${flag} has no IPv4 address: clients are refused with 421 until it has one, or use -P ADDRESS`)
  }
  if (isLoopback(forcedAddress)) {
    return warning(
      `${flag} is a loopback address: clients elsewhere get the address they connected to instead; ` +
        'give the public address, or drop -P',
    )
  }
  if (NO_HOST.test(forcedAddress)) {
    return warning(`${flag} is ${forcedAddress}, which no client can connect to: give the public address, or drop -P`)
  }
  return PRIVATE.test(forcedAddress)
    ? notice(`${flag} is a private address: clients beyond the local network cannot connect to it`)
    : undefined
}

/** The reference silently halves the range and calls that `-c` (users-want.md 3). */
const narrowRange: Remark = ({ passiveportrange: range, maxclientsnumber: clients }) => {
  if (!range) return undefined
  const ports = range.last - range.first + 1
  if (ports >= clients * 2) return undefined
  const text =
    `-c ${clients} is kept although -p ${range.first}:${range.last} has ${ports} port${ports === 1 ? '' : 's'}, ` +
    `one for each transfer in passive mode: ${clients * 2} ports are enough for everybody`
  return ports < clients ? warning(text) : notice(text)
}

const rootLogin: Remark = ({ minuid, login, anonymous }, { uid }) =>
  uid === 0 && minuid === 0 && anonymous !== 'only' && login.some(({ method }) => method !== 'puredb')
    ? warning('System accounts, root among them, may log in: -u 1000 keeps them out, -u 1 only root')
    : undefined

const nobodyToServe: Remark = ({ anonymous }, { anonymousRoot }) =>
  anonymous !== 'forbidden' && anonymousRoot === undefined
    ? warning('Anonymous logins will fail: there is no account ftp; create one, or add -E')
    : undefined

const withoutRoot: Remark = (_config, { uid }) =>
  uid === 0
    ? undefined
    : warning(
        `Not started as root: every session has the rights of uid ${uid}; accounts of other uids need a start as root`,
      )

const weakKernel: Remark = (_config, { weakness }) =>
  weakness === undefined ? undefined : warning(`Confinement is weaker than it could be: ${weakness}`)

/** In a container the lines are on standard output all the same (users-want.md 13). */
const noSyslog: Remark = ({ syslogfacility, daemonize }, { syslogProblem }) => {
  if (syslogProblem === undefined || syslogfacility.toLowerCase() === 'none') return undefined
  return daemonize
    ? warning(`no /dev/log: ${syslogProblem}; nothing is logged: start a syslog daemon, or drop -B`)
    : notice(`no /dev/log: ${syslogProblem}; the log goes to standard output only, -f none says that this is meant`)
}

const fewFiles: Remark = ({ maxclientsnumber: clients }, { fileLimit }) => {
  const needed = filesNeeded(clients)
  return fileLimit >= needed
    ? undefined
    : warning(
        `-c ${clients} needs up to ${needed} open files, the limit is ${fileLimit}: ` +
          `ulimit -n ${needed}, LimitNOFILE=${needed}, or a smaller -c`,
      )
}

const REMARKS: readonly Remark[] = [
  weakKernel,
  withoutRoot,
  rootLogin,
  nobodyToServe,
  advertised,
  narrowRange,
  noSyslog,
  fewFiles,
]
