import type { Command } from '../protocol/command.ts'
import { abor } from './abor.ts'
import { acct } from './acct.ts'
import { allo } from './allo.ts'
import { appe } from './appe.ts'
import { adat, auth } from './auth.ts'
import { ccc } from './ccc.ts'
import { cdup } from './cdup.ts'
import { cwd } from './cwd.ts'
import { dele } from './dele.ts'
import { eprt } from './eprt.ts'
import { epsv } from './epsv.ts'
import { featOf } from './feat.ts'
import { help } from './help.ts'
import { host } from './host.ts'
import { http } from './http.ts'
import { list } from './list.ts'
import { mdtm } from './mdtm.ts'
import { mfmt } from './mfmt.ts'
import { mkd } from './mkd.ts'
import { mlsd } from './mlsd.ts'
import { mlst } from './mlst.ts'
import { mode } from './mode.ts'
import { nlst } from './nlst.ts'
import { noop } from './noop.ts'
import { opts } from './opts.ts'
import { pass } from './pass.ts'
import { pasv } from './pasv.ts'
import { pbsz } from './pbsz.ts'
import { port } from './port.ts'
import { pret } from './pret.ts'
import { prot } from './prot.ts'
import { pwd } from './pwd.ts'
import { quit } from './quit.ts'
import { rest } from './rest.ts'
import { retr } from './retr.ts'
import { rmd } from './rmd.ts'
import { rnfr } from './rnfr.ts'
import { rnto } from './rnto.ts'
import { chmod } from './site/chmod.ts'
import { site } from './site.ts'
import { size } from './size.ts'
import { stat } from './stat.ts'
import { stor } from './stor.ts'
import { stou } from './stou.ts'
import { stru } from './stru.ts'
import { syst } from './syst.ts'
import { type } from './type.ts'
import { user } from './user.ts'

/** Every command there is. Those that have FEAT lines stand in the order of these lines (commands.md §5). */
export const commands: readonly Command[] = [
  opts,
  eprt,
  site,
  mdtm,
  size,
  mfmt,
  rest,
  mlst,
  mlsd,
  pret,
  cwd,
  pasv,
  epsv,

  host,
  user,
  pass,
  acct,
  quit,
  noop,
  syst,
  featOf(() => commands),
  help,
  type,
  mode,
  stru,
  pwd,
  cdup,
  port,
  retr,
  stor,
  appe,
  stou,
  abor,
  allo,
  list,
  nlst,
  stat,
  dele,
  mkd,
  rmd,
  rnfr,
  rnto,
  chmod,
  auth,
  adat,
  pbsz,
  prot,
  ccc,
  ...http,
]

const byVerb = new Map(commands.flatMap((command) => command.verbs.map((verb) => [verb, command] as const)))

/** The command behind a verb in upper case. */
export const findCommand = (verb: string): Command | undefined => byVerb.get(verb)
