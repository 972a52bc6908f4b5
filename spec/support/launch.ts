import { once } from 'node:events'
import { accessSync, constants, existsSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { eventually } from './bounded.ts'

/** Where a program is that specs may use, or undefined. */
export function findProgram(name: string, path = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`): string | undefined {
  const candidates = path.split(delimiter).map((directory) => join(directory, name))
  return candidates.find((candidate) => {
    try {
      accessSync(candidate, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** PURE_FTPD_UNDER_TEST=reference runs the specs against an installed Pure-FTPd, which shows that they are right. */
export const REFERENCE = process.env['PURE_FTPD_UNDER_TEST'] === 'reference'

/** What users get: the bundle, or in a build without one the launcher that was compiled together with this file. */
const BUNDLE = fileURLToPath(new URL('../../program/pure-ftpd.js', import.meta.url))
const LAUNCHER = fileURLToPath(new URL('../../bin/pure-ftpd.js', import.meta.url))
export const OURS = existsSync(BUNDLE) ? BUNDLE : LAUNCHER

export interface Program {
  readonly command: string
  readonly args: readonly string[]
}

export function serverProgram(argv: readonly string[]): Program {
  if (!REFERENCE) return { command: process.execPath, args: [OURS, ...argv] }
  const command = findProgram('pure-ftpd', '/usr/sbin:/usr/local/sbin')
  if (command === undefined) throw new Error('Pure-FTPd is not installed')
  return { command, args: argv }
}

export async function freePort(host: string): Promise<number> {
  const server = createServer().listen(0, host)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** The reference tells nobody that it is ready: connecting is the only way to know. */
export async function untilListening(host: string, port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await answers(host, port)) return
    await eventually(() => false, 10)
  }
  throw new Error(`nothing listens on ${host}:${port}`)
}

export function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
