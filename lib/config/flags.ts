import * as charsets from './flags/charsets.ts'
import * as files from './flags/files.ts'
import * as limits from './flags/limits.ts'
import * as logs from './flags/logs.ts'
import * as network from './flags/network.ts'
import * as process from './flags/process.ts'
import * as rates from './flags/rates.ts'
import * as tls from './flags/tls.ts'
import * as users from './flags/users.ts'

/** Every flag, in the order of the reference's help text; after it, those of our own. */
export const FLAGS = [
  files.notruncate,
  logs.logpid,
  tls.certfile,
  tls.extcert,
  network.ipv4only,
  network.ipv6only,
  charsets.fscharset, // -8 and -9 as in 1.0.42, the last builds that had them
  charsets.clientcharset,
  users.chrooteveryone,
  users.trustedgid,
  network.brokenclientscompatibility,
  process.daemonize,
  limits.maxclientsperip,
  limits.maxclientsnumber,
  logs.verboselog,
  files.displaydotfiles,
  users.anonymousonly,
  users.noanonymous,
  logs.syslogfacility,
  process.fortunesfile,
  process.pidfile,
  files.norename,
  process.help,
  network.dontresolve,
  limits.maxidletime,
  users.anonymouscantupload,
  users.createhomedir,
  files.keepallfiles,
  limits.maxdiskusagepct,
  users.login,
  limits.limitrecursion,
  users.anonymouscancreatedirs,
  limits.maxload,
  network.natmode,
  limits.quota,
  files.uploadscript,
  logs.altlog,
  network.passiveportrange,
  network.forcepassiveip,
  rates.anonymousratio,
  rates.userratio,
  files.autorename,
  files.nochmod,
  files.antiwarez,
  network.bind,
  rates.anonymousbandwidth,
  rates.userbandwidth,
  files.umask,
  limits.minuid,
  network.trustedip,
  network.allowuserfxp,
  network.allowanonymousfxp,
  files.prohibitdotfileswrite,
  files.prohibitdotfilesread,
  limits.peruserlimits,
  tls.tls,
  tls.tlsciphersuite,
  files.allowdotfiles,
  files.customerproof,
  process.reactors,
  process.completion,
] as const
