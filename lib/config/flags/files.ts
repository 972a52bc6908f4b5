import { err, ok, type Result } from '../../core/result.ts'
import { setting } from '../draft.ts'
import { merging, toggle } from '../flag.ts'
import { beforeColon, sides } from '../numbers.ts'
import type { Repeat } from '../repeat.ts'

export const notruncate = toggle({
  short: '0',
  long: 'notruncate',
  directive: 'NoTruncate',
  sets: setting('notruncate')(false),
  to: true,
  supported: false,
  help: 'keep the old file in place until its new upload is complete',
})

export const displaydotfiles = toggle({
  short: 'D',
  long: 'displaydotfiles',
  directive: 'DisplayDotFiles',
  sets: setting('displaydotfiles')(false),
  to: true,
  help: 'show dot files in LIST without being asked',
})

export const norename = toggle({
  short: 'G',
  long: 'norename',
  directive: 'NoRename',
  sets: setting('norename')(false),
  to: true,
  help: 'refuse renaming',
})

export const keepallfiles = toggle({
  short: 'K',
  long: 'keepallfiles',
  directive: 'KeepAllFiles',
  sets: setting('keepallfiles')(false),
  to: true,
  help: 'refuse deleting files',
  more: 'Root and the trusted group are exempt.',
})

export const uploadscript = toggle({
  short: 'o',
  long: 'uploadscript',
  directive: 'CallUploadScript',
  sets: setting('uploadscript')(false),
  to: true,
  supported: false,
  help: 'tell pure-uploadscript about every upload',
})

export const autorename = toggle({
  short: 'r',
  long: 'autorename',
  directive: 'AutoRename',
  sets: setting('autorename')(false),
  to: true,
  supported: false,
  help: 'never overwrite: give an upload another name when its own is taken',
})

export const nochmod = toggle({
  short: 'R',
  long: 'nochmod',
  directive: 'NoChmod',
  sets: setting('nochmod')(false),
  to: true,
  help: 'refuse SITE CHMOD',
  more: 'Root may still use it.',
})

export const antiwarez = toggle({
  short: 's',
  long: 'antiwarez',
  directive: 'AntiWarez',
  sets: setting('antiwarez')(false),
  to: true,
  supported: false,
  help: 'keep what anonymous users uploaded from anonymous users',
})

export interface Umask {
  readonly files: number
  readonly directories: number
}

const umaskRule: Repeat<Umask, Partial<Umask>> = {
  says: 'The last one counts, for files and for directories.',
  merge: (previous, given) => ({ ...previous, ...given }),
}

export const umask = merging({
  short: 'U',
  long: 'umask',
  directive: 'Umask',
  argument: 'FILES:DIRECTORIES',
  sets: setting('umask')<Umask>({ files: 0o133, directories: 0o022 }),
  initially: '133:022',
  expects: 'octal digits up to 777: 133:022, 022 for both, 133: for files, or :022 for directories',
  parse: parseUmask,
  refusal: (text) => `Configuration error: Invalid umask: ${beforeColon(text)}`,
  repeat: umaskRule,
  help: 'permission bits that new files and new directories do not get',
})

function parseUmask(text: string): Result<Partial<Umask>, string> {
  const given = sides(octal)(text)
  if (!given.ok) return given
  const { first, second } = given.value
  return ok({
    ...(first === undefined ? {} : { files: first }),
    ...(second === undefined ? {} : { directories: second }),
  })
}

/** In the reference other text counts as 0, which makes files that everybody may write (Q15). */
const octal = (text: string): Result<number, string> =>
  /^\s*\+?0*[0-7]{1,3}$/.test(text) ? ok(Number.parseInt(text, 8)) : err('')

type DotFiles = 'allowed' | 'no-write' | 'no-access'
const dotfiles = setting('dotfiles')<DotFiles>('allowed')

export const prohibitdotfileswrite = toggle({
  short: 'x',
  long: 'prohibitdotfileswrite',
  directive: 'ProhibitDotFilesWrite',
  sets: dotfiles,
  to: (previous) => (previous === 'no-access' ? previous : 'no-write'), // -X takes more away, and nothing gives it back
  help: 'keep users from writing dot files',
  more: 'Root and the trusted group are exempt.',
})

export const prohibitdotfilesread = toggle({
  short: 'X',
  long: 'prohibitdotfilesread',
  directive: 'ProhibitDotFilesRead',
  sets: dotfiles,
  to: 'no-access',
  help: 'keep users from reading and writing dot files',
  more: 'Root and the trusted group are exempt.',
})

export const allowdotfiles = toggle({
  short: 'z',
  long: 'allowdotfiles',
  directive: 'AllowDotFiles',
  sets: setting('allowdotfiles')(false),
  to: true,
  help: 'let anonymous users read dot files',
})

export const customerproof = toggle({
  short: 'Z',
  long: 'customerproof',
  directive: 'CustomerProof',
  sets: setting('customerproof')(false),
  to: true,
  help: 'keep users from taking away their own access with SITE CHMOD',
})
