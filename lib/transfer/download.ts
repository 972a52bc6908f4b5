import { chain, ensuring, type MaybePromise } from '../core/maybe-promise.ts'
import type { Files } from '../kernel/kernel.ts'
import type { Step } from '../protocol/command.ts'
import type { CommandContext } from '../protocol/context.ts'
import { type Reply, reply } from '../protocol/reply.ts'
import type { Authenticated } from '../protocol/session.ts'
import { toNetwork } from './ascii.ts'
import { complete, measured, type Outcome, secondsSince, speedLine } from './outcome.ts'
import { type ChunkSource, sendChunks } from './send-chunks.ts'
import { type FileRange, sendFile } from './send-file.ts'
import { type DataTransfer, failureReply, withData } from './with-data.ts'

export interface Download extends FileRange {
  /** As the log shows it: root, then the path inside (flags.md §5.6). */
  readonly logPath: string
}

/** From this size on the 150 reply tells it (commands.md §8.2). */
const WORTH_TELLING_BYTES = 4096

/** Sends an open file, and closes it. */
export function download(session: Authenticated, file: Download, context: CommandContext): MaybePromise<Step> {
  return ensuring(
    () => withData(session, context, 'download', (data) => send(session, file, data, context)),
    () => context.kernel.files.close(file.fd),
  )
}

function send(
  session: Authenticated,
  file: Download,
  data: DataTransfer,
  context: CommandContext,
): MaybePromise<Reply> {
  const size = file.to - file.from
  const kbytes = size > WORTH_TELLING_BYTES ? [`${(size / 1024).toFixed(1)} kbytes to download`] : []
  context.preliminary(reply(150, data.opening, ...kbytes))
  const startedAt = performance.now()
  return chain(sender(session, file, data, context), (outcome) => {
    context.totals.downloaded += outcome.bytes
    const seconds = secondsSince(startedAt)
    context.log('notice', `${file.logPath} downloaded  ${measured(outcome.bytes, seconds)}`)
    return failureReply(outcome, 'download', startedAt, context) ?? success(session, file, outcome, seconds)
  })
}

/** Decided before the first byte: zero copy, or through memory. */
function sender(
  session: Authenticated,
  file: Download,
  { connection, transfer, stallMs }: DataTransfer,
  { kernel }: CommandContext,
): MaybePromise<Outcome> {
  const { sockets } = kernel
  if (session.transferType === 'binary' && sockets && connection.fd !== undefined) {
    return sendFile(kernel, sockets, file, connection, connection.fd, transfer, stallMs)
  }
  const source = session.transferType === 'ascii' ? asciiSource(file, kernel.files) : binarySource(file, kernel.files)
  return sendChunks(sockets, source, connection, transfer, stallMs)
}

const PIECE_BYTES = 256 * 1024

function binarySource(file: FileRange, files: Files): ChunkSource {
  const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, Math.max(1, file.to - file.from)))
  let at = file.from
  return () => {
    if (at >= file.to) return complete
    const got = files.read(file.fd, piece, 0, Math.min(piece.length, file.to - at), at)
    if (!got.ok) return { kind: 'read-failed', error: got.error }
    if (got.value === 0) return { kind: 'read-failed', error: { code: 'ESTALE', text: 'the file became shorter' } }
    at += got.value
    return piece.subarray(0, got.value)
  }
}

function asciiSource(file: FileRange, files: Files): ChunkSource {
  const plain = binarySource(file, files)
  const converted = Buffer.allocUnsafe(2 * Math.min(PIECE_BYTES, Math.max(1, file.to - file.from)))
  return () => {
    const piece = plain()
    return piece instanceof Uint8Array ? converted.subarray(0, toNetwork(piece, piece.length, converted)) : piece
  }
}

function success(session: Authenticated, file: FileRange, outcome: Outcome, seconds: number): Reply {
  if (file.from > 0 && file.from === file.to) return reply(226, 'Nothing left to download')
  const ascii = session.transferType === 'ascii' && file.to > file.from ? [ASCII_WARNING] : []
  return reply(226, ...ascii, 'File successfully transferred', ...speedLine(outcome.bytes, seconds))
}

export const ASCII_WARNING = 'Warning: client is in ASCII mode - Assuming data is plain text'
