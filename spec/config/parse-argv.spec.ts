import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileFlags } from '../../lib/config/compile-flags.ts'
import { FLAGS } from '../../lib/config/flags.ts'
import { named, parseArgv } from '../../lib/config/parse-argv.ts'

/** What was understood: `long=value` for flags, the word itself for others. */
const understood = (argv: string, posixlyCorrect = false): readonly string[] =>
  parseArgv(argv.split(' '), FLAGS, posixlyCorrect).map((word) => {
    if (word.kind === 'complaint') return `!${word.line}`
    if (word.kind === 'stray') return `?${word.word}`
    return word.flag.argument === undefined ? word.flag.long : `${word.flag.long}=${word.value}`
  })

const UNDERSTOOD: readonly (readonly [argv: string, expected: readonly string[]])[] = [
  ['-bBADH', ['brokenclientscompatibility', 'daemonize', 'chrooteveryone', 'displaydotfiles', 'dontresolve']],
  ['-bBk 90', ['brokenclientscompatibility', 'daemonize', 'maxdiskusagepct=90']],
  ['-bBk90', ['brokenclientscompatibility', 'daemonize', 'maxdiskusagepct=90']],
  ['-Ep 30000:30009', ['noanonymous', 'passiveportrange=30000:30009']],
  ['-c=5', ['maxclientsnumber==5']],
  ['-S127.0.0.1,7111', ['bind=127.0.0.1,7111']],
  ['-c -1', ['maxclientsnumber=-1']],
  ['-c --', ['maxclientsnumber=--']],
  ['-c -B', ['maxclientsnumber=-B']],
  ['-maxclientsnumber=0', ['maxload=axclientsnumber=0']],
  ['--umask=022 --umask 022', ['umask=022', 'umask=022']],
  ['--umask=', ['umask=']],
  ['--maxclientsn 5', ['maxclientsnumber=5']],
  ['--umas=022 --h', ['umask=022', 'help']],
  ['--tls 1 --tlsc HIGH', ['tls=1', 'tlsciphersuite=HIGH']],
  ['--rea 2', ['reactors=2']],
  ['--co', ['completion']],
  ['a -E b -- -B c', ['noanonymous', '?a', '?b', '?-B', '?c']],
  ['-E -', ['noanonymous', '?-']],
  ['-c a=b --umask=a=b', ['maxclientsnumber=a=b', 'umask=a=b']],
]

test('words are read as getopt_long reads them (flags.md §2)', () => {
  for (const [argv, expected] of UNDERSTOOD) assert.deepEqual(understood(argv), expected, argv)
})

test('under POSIXLY_CORRECT the first word that is no option ends the options', () => {
  assert.deepEqual(understood('-E foo -B', true), ['noanonymous', '?foo', '?-B'])
  assert.deepEqual(understood('-c foo -B', true), ['maxclientsnumber=foo', 'daemonize'])
})

const COMPLAINTS: readonly (readonly [argv: string, line: string])[] = [
  ['-v', "invalid option -- 'v'"],
  ['-Z-H', "invalid option -- '-'"],
  ['-é', "invalid option -- 'é'"],
  ['--foo=bar', "unrecognized option '--foo=bar'"],
  ['--Maxclientsnumber', "unrecognized option '--Maxclientsnumber'"],
  ['--maxclients', "option '--maxclients' is ambiguous; possibilities: '--maxclientsperip' '--maxclientsnumber'"],
  ['--maxclients=5', "option '--maxclients=5' is ambiguous; possibilities: '--maxclientsperip' '--maxclientsnumber'"],
  [
    '--m=1',
    "option '--m=1' is ambiguous; possibilities: '--maxclientsperip' '--maxclientsnumber' '--maxidletime' " +
      "'--maxdiskusagepct' '--maxload' '--minuid'",
  ],
  [
    '--anon',
    "option '--anon' is ambiguous; possibilities: '--anonymousonly' '--anonymouscantupload' " +
      "'--anonymouscancreatedirs' '--anonymousratio' '--anonymousbandwidth'",
  ],
  ['-Ec', "option requires an argument -- 'c'"],
  ['--tls', "option '--tls' requires an argument"],
  ['--maxclientsn', "option '--maxclientsnumber' requires an argument"],
  ['--notr=x', "option '--notruncate' doesn't allow an argument"],
]

test("complaints are glibc's, and nothing is read after them", () => {
  for (const [argv, line] of COMPLAINTS) {
    assert.equal(understood(argv).at(-1), `!${line}`)
    assert.equal(understood(`-E ${argv}`).at(0), 'noanonymous')
    const compiled = compileFlags(argv.split(' '), { programName: './pure-ftpd' })
    assert.ok(!compiled.ok)
    assert.equal(compiled.error.getoptLine, `./pure-ftpd: ${line}`)
    assert.equal(compiled.error.text, 'Unknown run-time option')
  }
})

test('no abbreviation of a Pure-FTPd name is lost to a flag of our own', () => {
  const theirs = FLAGS.filter((flag) => 'short' in flag)
  for (const { long } of theirs) {
    for (let end = 1; end <= long.length; end++) {
      assert.deepEqual(named(long.slice(0, end), FLAGS), named(long.slice(0, end), theirs))
    }
  }
})
