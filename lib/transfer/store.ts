import type { MaybePromise } from '../core/maybe-promise.ts'
import type { VirtualPath } from '../core/units.ts'
import { allows } from '../files/policy.ts'
import type { Fd, FileStat, OpenIntent } from '../kernel/kernel.ts'
import type { Step } from '../protocol/command.ts'
import type { CommandContext } from '../protocol/context.ts'
import { common, type Reply, reply } from '../protocol/reply.ts'
import type { Authenticated } from '../protocol/session.ts'
import { isUnsafeResume, logPath, rewound, unsafeResume } from './target.ts'
import { upload } from './upload.ts'

const replies = {
  anonymous: reply(550, 'Anonymous users may not overwrite existing files'),
  cannotOpen: (text: string): Reply => reply(553, `Can't open that file: ${text}`),
  cannotStat: (text: string): Reply => reply(553, `Can't check for file existence: ${text}`),
  onlyRegular: reply(550, 'I can only retrieve regular files'),
}

/** What STOR, APPE and STOU differ in. */
export interface Storing {
  /** As the client gave it: replies repeat it. */
  readonly name: string
  readonly path: VirtualPath
  readonly how: 'write' | 'append' | 'create'
  readonly announce: readonly string[]
}

/** The checks of an upload in the reference's order (commands.md §8.3), then the upload. */
export function store(session: Authenticated, storing: Storing, context: CommandContext): MaybePromise<Step> {
  const next = rewound(session)
  const refuse = (why: Reply): Step => ({
    session: next,
    reply: { ...why, lines: [...storing.announce, ...why.lines] },
  })
  const offset = session.restartAt
  if (isUnsafeResume(session, offset)) return refuse(unsafeResume)
  if (session.anonymous && context.config.anonymouscantupload) return refuse(replies.anonymous)
  if (!allows(session, context.config, 'write', storing.name)) return refuse(common.prohibitedName(storing.name))
  const existing = session.fs.stat(storing.path, 'nofollow')
  const opened = session.fs.open(storing.path, intent(storing.how, context))
  if (!opened.ok) {
    context.logDenied(opened.error, session, storing.path)
    return refuse(replies.cannotOpen(opened.error.text))
  }
  const fd = opened.value
  const found = examine(fd, session, context)
  if ('refusal' in found) {
    context.kernel.files.close(fd)
    return refuse(found.refusal)
  }
  return upload(
    next,
    {
      fd,
      path: storing.path,
      logPath: logPath(session, storing.path),
      // An offset behind the end means the end (commands.md §8.3).
      from: storing.how === 'append' ? undefined : Math.min(offset, found.stat.size),
      created: !existing.ok,
      announce: storing.announce,
    },
    context,
  )
}

const intent = (how: Storing['how'], { config }: CommandContext): OpenIntent => ({
  for: how,
  mode: 0o777 & ~config.umask.files,
})

function examine(
  fd: Fd,
  session: Authenticated,
  { kernel }: CommandContext,
): { readonly refusal: Reply } | { readonly stat: FileStat } {
  const stat = kernel.files.fstat(fd)
  if (!stat.ok) return { refusal: replies.cannotStat(stat.error.text) }
  if (stat.value.kind !== 'file') return { refusal: replies.onlyRegular }
  if (session.anonymous && stat.value.size > 0) return { refusal: replies.anonymous }
  return { stat: stat.value }
}
