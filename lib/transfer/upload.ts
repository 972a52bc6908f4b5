import { chain, ensuring, type MaybePromise } from '../core/maybe-promise.ts'
import type { VirtualPath } from '../core/units.ts'
import type { Fd } from '../kernel/kernel.ts'
import type { Step } from '../protocol/command.ts'
import type { CommandContext } from '../protocol/context.ts'
import { type Reply, reply } from '../protocol/reply.ts'
import type { Authenticated } from '../protocol/session.ts'
import { ASCII_WARNING } from './download.ts'
import { measured, secondsSince, speedLine } from './outcome.ts'
import { receiveFile } from './receive-file.ts'
import { type DataTransfer, failureReply, withData } from './with-data.ts'

export interface Upload {
  readonly fd: Fd
  readonly path: VirtualPath
  /** As the log shows it. */
  readonly logPath: string
  /** Where the first byte goes. What lies behind it is cut off once the data connection stands; undefined: appends. */
  readonly from: number | undefined
  /** The file was made for this upload: it goes again if no data connection comes. */
  readonly created: boolean
  /** Lines of the 150 reply before the others (STOU). */
  readonly announce: readonly string[]
}

/** Receives into an open file, and closes it. Nothing touches the file's content before the data connection stands. */
export function upload(session: Authenticated, target: Upload, context: CommandContext): MaybePromise<Step> {
  let started = false
  const step = ensuring(
    () =>
      withData(session, context, 'upload', (data) => {
        started = true
        return receive(session, target, data, context)
      }),
    () => {
      if (!started && target.created) takeBack(session, target, context)
      context.kernel.files.close(target.fd)
    },
  )
  return chain(step, (ended) => (started ? ended : { ...ended, reply: withAnnouncement(target, ended.reply) }))
}

/**
 * Removes the file that was made for an upload that never came; not what somebody else has stored under its name while
 * this session waited for its client.
 */
function takeBack({ fs }: Authenticated, { fd, path }: Upload, { kernel }: CommandContext): void {
  const made = kernel.files.fstat(fd)
  const there = fs.stat(path, 'nofollow')
  if (!made.ok || !there.ok || made.value.size > 0) return
  const { device, inodeHigh, inodeLow } = made.value
  const same = there.value.device === device && there.value.inodeHigh === inodeHigh && there.value.inodeLow === inodeLow
  if (same) fs.unlink(path)
}

/** STOU has told its name already when the rest fails (commands.md §8.3). */
const withAnnouncement = (target: Upload, failure: Reply): Reply => ({
  ...failure,
  lines: [...target.announce, ...failure.lines],
})

async function receive(
  session: Authenticated,
  target: Upload,
  { connection, opening, transfer, stallMs }: DataTransfer,
  context: CommandContext,
): Promise<Reply> {
  const { kernel } = context
  if (target.from !== undefined) {
    const cut = session.fs.run(() => kernel.files.truncate(target.fd, target.from ?? 0))
    if (!cut.ok) return reply(451, `ftruncate: ${cut.error.text}`)
  }
  context.preliminary(reply(150, ...target.announce, opening))
  const startedAt = performance.now()
  const ascii = session.transferType === 'ascii'
  const into = { fd: target.fd, from: target.from ?? 0, ascii }
  const outcome = await receiveFile(kernel, session.fs, into, connection, transfer, stallMs)
  context.totals.uploaded += outcome.bytes
  const seconds = secondsSince(startedAt)
  context.log('notice', `${target.logPath} uploaded  ${measured(outcome.bytes, seconds)}`)
  if (outcome.ending.kind === 'write-failed') {
    context.log('error', `Error during write to file: ${target.logPath}: ${outcome.ending.error.text}`)
  }
  return (
    failureReply(outcome, 'upload', startedAt, context) ??
    reply(226, ...(ascii ? [ASCII_WARNING] : []), 'File successfully transferred', ...speedLine(outcome.bytes, seconds))
  )
}
