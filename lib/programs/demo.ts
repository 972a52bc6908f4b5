import { chownSync, existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { compileFlags } from '../config/compile-flags.ts'
import type { Server } from '../server/server.ts'
import { write } from './outcome.ts'
import { main as pureFtpd } from './pure-ftpd.ts'

/** Names the directory to serve; without it, one is made where the user stands. */
const DIRECTORY = 'PURE_FTPD_DEMO_ROOT'

const WELCOME = `You are connected to pure-ftpd.

Everything in this directory is served, and whatever you upload lands here.
`

/** `npm start`: an anonymous server that needs neither root nor an account. Flags are added to its own. */
export async function main(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const directory = demoDirectory(env[DIRECTORY])
  return pureFtpd([...defaultsFor(argv), ...argv], env, {
    anonymousHome: directory,
    pidFile: false,
    onListening: ({ listeners }) => write(1, `${invitation(listeners, directory)}\n`),
  })
}

/** Later flags win, except the host of -S, of which the first counts: ours must not stand before the user's. */
function defaultsFor(argv: readonly string[]): readonly string[] {
  return ['-e', '-M', ...(choosesAddress(argv) ? [] : ['-S', '127.0.0.1,2121'])]
}

function choosesAddress(argv: readonly string[]): boolean {
  const given = compileFlags(argv)
  const { host, port } = given.ok && given.value.kind === 'serve' ? given.value.config.bind : {}
  return host !== undefined || (port !== undefined && port !== '21')
}

function demoDirectory(chosen: string | undefined): string {
  const directory = resolve(chosen ?? 'pure-ftpd-demo')
  if (!existsSync(directory)) {
    mkdirSync(directory, { recursive: true })
    writeFileSync(resolve(directory, 'welcome.txt'), WELCOME)
    // Started by root, sessions are nobody's (see auth/anonymous.ts), who is to be able to upload.
    if (process.geteuid?.() === 0) chownSync(directory, 65534, 65534)
  }
  return realpathSync(directory)
}

/** One line: how to connect, where the files are. */
function invitation(listeners: Server['listeners'], directory: string): string {
  const [first = { address: '127.0.0.1', port: 0 }] = listeners
  const host = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[first.address] ?? first.address
  const url = `ftp://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${first.port}/`
  return `${url} (anonymous), files in ${relativeTo(directory)}; try: curl ${url}`
}

function relativeTo(directory: string): string {
  const path = relative(process.cwd(), directory)
  return path === '' ? '.' : path.startsWith('..') ? directory : `./${path}`
}
