import { connect, type Socket } from 'node:net'
import { err, ok, type Result } from '../core/result.ts'
import type { Endpoint } from '../core/units.ts'
import { type KernelError, kernelError } from '../kernel/errno.ts'
import type { CommandContext } from '../protocol/context.ts'
import type { ActiveTransfer } from './active-transfer.ts'
import { DataConnection } from './data-connection.ts'

/** RFC 959 §3.2 wants the data port, 20; the rest are the reference's second choices (commands.md §7.2). */
const SOURCE_PORTS = [20, 2, 3, 4, 5, 6, 10, 14, 16, 0] as const
const ANY_PORT = [0] as const

const CONNECT_LIMIT_MS = 30_000

/** What another source port may mend: the port is taken, may not be used, or was used for the same peer just now. */
const PORT_TROUBLE = new Set(['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL'])

/** Connects to a client's data port (PORT, EPRT). */
export async function dial(
  peer: Endpoint,
  context: CommandContext,
  transfer: ActiveTransfer,
): Promise<Result<DataConnection, KernelError>> {
  const sourcePorts = context.kernel.credentials.canBindLowPorts ? SOURCE_PORTS : ANY_PORT
  let failure: KernelError = kernelError('EADDRNOTAVAIL')
  for (const localPort of sourcePorts) {
    const connected = await connectFrom(localPort, peer, context, transfer)
    if (connected.ok) return ok(DataConnection.fromSocket(context.kernel, connected.value, peer))
    failure = connected.error
    if (!PORT_TROUBLE.has(failure.code)) break
  }
  return err(failure)
}

function connectFrom(
  localPort: number,
  peer: Endpoint,
  context: CommandContext,
  transfer: ActiveTransfer,
): Promise<Result<Socket, KernelError>> {
  return new Promise((resolve) => {
    const socket = connect({
      host: peer.address,
      port: peer.port,
      localAddress: context.client.local,
      ...(localPort ? { localPort } : {}),
      allowHalfOpen: true,
    })
    socket.pause()
    const fail = (code: string): void => {
      clearTimeout(limit)
      transfer.onAbort(undefined)
      socket.destroy()
      resolve(err(kernelError(code)))
    }
    const limit = setTimeout(() => fail('EINPROGRESS'), CONNECT_LIMIT_MS)
    const onError = (error: NodeJS.ErrnoException): void => fail(error.code ?? 'EIO')
    socket.once('error', onError)
    socket.once('connect', () => {
      clearTimeout(limit)
      transfer.onAbort(undefined)
      socket.off('error', onError)
      resolve(ok(socket))
    })
    transfer.onAbort(() => fail('ECONNABORTED'))
  })
}
