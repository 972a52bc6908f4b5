import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileFlags } from '../../lib/config/compile-flags.ts'
import { FLAGS } from '../../lib/config/flags.ts'
import { configOf, errorOf } from './fixtures/compile.ts'

const notYet = (long: string): RegExp => new RegExp(`^not supported yet: --${long}$`)

test('every flag without a value sets its field, or says that it is not there yet', () => {
  for (const flag of FLAGS) {
    if (flag.kind !== 'setting' || flag.argument !== undefined) continue
    const spellings = [`--${flag.long}`, `-${flag.short}`]
    for (const spelling of spellings) {
      if (flag.supported) assert.notDeepEqual(configOf(spelling)[flag.sets.field], flag.sets.initial, spelling)
      else assert.match(errorOf(spelling).text, notYet(flag.long))
    }
  }
})

/** Values that are accepted, and what the field holds then. */
const ACCEPTED: readonly (readonly [flag: string, value: string, field: string, expected: unknown])[] = [
  ['-a', '100', 'chroot', { except: 100 }],
  ['-a', '0', 'chroot', { except: 0 }],
  ['-a', ' +0x10', 'chroot', { except: 16 }],
  ['-C', '8', 'maxclientsperip', 8],
  ['-c', '5', 'maxclientsnumber', 5],
  ['-c', '010', 'maxclientsnumber', 8],
  ['-c', '0x10', 'maxclientsnumber', 16],
  ['-c', '+5', 'maxclientsnumber', 5],
  ['-c', ' 5', 'maxclientsnumber', 5],
  ['-c', '2147483647', 'maxclientsnumber', 2147483647],
  ['-f', 'local3', 'syslogfacility', 'local3'],
  ['-f', 'FTP', 'syslogfacility', 'ftp'],
  ['-f', 'none', 'syslogfacility', 'none'],
  ['-f', 'security', 'syslogfacility', 'security'],
  ['-F', '', 'fortunesfile', undefined],
  ['-g', 'run', 'pidfile', 'run'],
  ['-g', '', 'pidfile', ''],
  ['-I', '1', 'maxidletime', 60],
  ['-I', '0x10', 'maxidletime', 960],
  ['-I', '17895', 'maxidletime', 1073700],
  ['-k', '0', 'maxdiskusagepct', undefined],
  ['-k', '100%', 'maxdiskusagepct', undefined],
  ['-l', 'unix', 'login', [{ method: 'unix' }]],
  ['-l', 'UNIX', 'login', [{ method: 'unix' }]],
  ['-l', 'unix:/x', 'login', [{ method: 'unix' }]],
  ['-l', 'puredb:/etc/a:b.pdb', 'login', [{ method: 'puredb', file: '/etc/a:b.pdb' }]],
  ['-L', '2000:8', 'limitrecursion', { files: 2000, depth: 8 }],
  ['-L', '-1:-1', 'limitrecursion', { files: 4294967295, depth: 4294967295 }],
  ['-L', ' 5: 6', 'limitrecursion', { files: 5, depth: 6 }],
  ['-p', '30000:30009', 'passiveportrange', { first: 30000, last: 30009 }],
  ['-p', '1024:65535', 'passiveportrange', { first: 1024, last: 65535 }],
  ['-p', '40000:40000', 'passiveportrange', { first: 40000, last: 40000 }],
  ['-P', 'ftp.example.com', 'forcepassiveip', 'ftp.example.com'],
  ['-P', '', 'forcepassiveip', ''],
  ['-S', '2121', 'bind', { host: undefined, port: '2121' }],
  ['-S', ',2121', 'bind', { host: undefined, port: '2121' }],
  ['-S', '127.0.0.1,', 'bind', { host: '127.0.0.1', port: '21' }],
  ['-S', 'localhost,21', 'bind', { host: 'localhost', port: '21' }],
  ['-S', '::1,ftp', 'bind', { host: '::1', port: 'ftp' }],
  ['-S', '*,0', 'bind', { host: '*', port: '0' }],
  ['-S', ',', 'bind', { host: undefined, port: '21' }],
  ['-U', '133:022', 'umask', { files: 0o133, directories: 0o022 }],
  ['-U', '022', 'umask', { files: 0o022, directories: 0o022 }],
  ['-U', '177:', 'umask', { files: 0o177, directories: 0o022 }],
  ['-U', ':077', 'umask', { files: 0o133, directories: 0o077 }],
  ['-U', '000:000', 'umask', { files: 0, directories: 0 }],
  ['-U', '0777', 'umask', { files: 0o777, directories: 0o777 }],
  ['-u', '1000', 'minuid', 1000],
  ['-u', '0', 'minuid', 0],
  ['-u', '010', 'minuid', 10],
  ['-u', '4294967295', 'minuid', 4294967295],
  ['-V', '192.0.2.1', 'trustedip', '192.0.2.1'],
  ['-V', '2001:db8::1', 'trustedip', '2001:db8::1'],
  ['-V', '::ffff:192.0.2.1', 'trustedip', '192.0.2.1'],
  ['-y', '0:0', 'peruserlimits', { user: 0, anonymous: 0 }],
  ['-Y', '0', 'tls', 0],
  ['-8', 'UTF-8', 'fscharset', 'utf-8'],
  ['-9', 'utf8', 'clientcharset', 'utf-8'],
  ['-2', '/missing.pem', 'certfile', { certificate: '/missing.pem', key: '/missing.pem' }],
  ['-2', '/a.pem,/a.key', 'certfile', { certificate: '/a.pem', key: '/a.key' }],
  ['-3', '/run/certd', 'extcert', '/run/certd'],
  ['-J', 'HIGH', 'tlsciphersuite', { ciphers: 'HIGH', clientcertificates: false }],
  ['-J', '-S:-C:HIGH', 'tlsciphersuite', { ciphers: 'HIGH', clientcertificates: true }],
  ['-J', '', 'tlsciphersuite', { ciphers: undefined, clientcertificates: false }],
  ['--reactors', '0', 'reactors', 0],
  ['--reactors', '64', 'reactors', 64],
]

test('values that are accepted', () => {
  for (const [flag, value, field, expected] of ACCEPTED) {
    const config: Readonly<Record<string, unknown>> = { ...configOf(flag, value) }
    assert.deepEqual(config[field], expected, `${flag} ${value}`)
  }
})

/** Values whose grammar is right, of flags that do nothing yet. */
const NOT_YET: readonly (readonly [flag: string, value: string, name?: string])[] = [
  ['-8', 'iso-8859-15'],
  ['-9', 'big5'],
  ['-F', '/etc/fortunes'],
  ['-k', '90%'],
  ['-k', '99.5'],
  ['-l', 'pam', 'login=pam'],
  ['-l', 'PAM', 'login=pam'],
  ['-l', 'mysql:/etc/my.conf', 'login=mysql'],
  ['-l', 'pgsql:/etc/pg.conf', 'login=pgsql'],
  ['-l', 'ldap:/etc/ldap.conf', 'login=ldap'],
  ['-l', 'extauth:/run/ftpd.sock', 'login=extauth'],
  ['-m', '4'],
  ['-m', '0.5e1'],
  ['-n', '1000:10'],
  ['-n', '0:0'],
  ['-O', '/var/log/x.log'],
  ['-O', 'W3C:/var/log/x.log'],
  ['-q', '1:5'],
  ['-Q', '2:7'],
  ['-t', '50'],
  ['-t', '50:'],
  ['-T', ':50'],
  ['-T', '0x10:20'],
  ['-y', '3:20'],
  ['-Y', '1'],
  ['-Y', ' 2'],
  ['-Y', '3'],
]

test('flags without effect so far have their grammar checked, and refuse the start', () => {
  for (const [flag, value, name] of NOT_YET) {
    const { text, flag: typed } = errorOf(flag, value)
    const long = name ?? FLAGS.find((known) => 'short' in known && `-${known.short}` === flag)?.long ?? ''
    assert.match(text, notYet(long))
    assert.match(typed ?? '', new RegExp(`^${flag} `))
  }
})

test('TLS files and ciphers matter only when TLS is on, wherever it is turned on', () => {
  assert.equal(configOf('-2', '/x.pem', '-J', 'HIGH', '-3', '/s', '-Y', '0').tls, 0)
  assert.match(errorOf('-2', '/x.pem', '-Y', '1').text, notYet('certfile'))
})

/** What the reference says, or would have to say: flags.md §1 and Q15. */
const REFUSED: readonly (readonly [flag: string, value: string, text: string])[] = [
  ...['', 'x', '10x', '-1', '08', '4294967295'].map(
    (gid) => ['-a', gid, `Configuration error: Illegal trusted gid for chroot: ${gid}`] as const,
  ),
  ...['-c', '-C'].flatMap((flag) =>
    ['0', '', '5x', '1.5', '-1', '08', '4294967296', '4294967297', '=5', '0x', '1e3'].map(
      (value) => [flag, value, `Configuration error: Illegal user limit: ${value}`] as const,
    ),
  ),
  ...['facility', '', '3', 'ftp '].map(
    (name) => ['-f', name, `Configuration error: Unknown facility name: ${name}`] as const,
  ),
  ...['0', '', 'abc', '15x', '-1', '17896'].map(
    (value) => ['-I', value, `Configuration error: Illegal idle time: ${value}`] as const,
  ),
  ...['', 'abc', '90x', '-5', '101', '%', 'nan'].map(
    (value) => ['-k', value, `Configuration error: Illegal disk usage: ${value}`] as const,
  ),
  ...['unixfoo', '', 'anonymous', '/etc/x.pdb', 'pure'].map(
    (value) => ['-l', value, `Unknown authentication method: ${value}`] as const,
  ),
  ['-l', 'puredb', 'Missing virtual users file name'],
  ['-l', 'puredb:', 'Missing virtual users file name'],
  ['-l', 'extauth', 'Missing socket path'],
  ['-l', `extauth:/${'x'.repeat(107)}`, 'Path too long'],
  ['-l', 'ldap', 'Configuration error: Invalid LDAP configuration file: -'],
  ['-l', 'mysql', 'Configuration error: Invalid SQL configuration file: (null)'],
  ...['0:5', '5', '', '5:', '5:0', '5:6x', '-2:5', '4294967296:5', '5-6'].map(
    (value) => ['-L', value, `Configuration error: Illegal 'ls' limits: ${value}`] as const,
  ),
  ...['0', '', '-1', '4x', 'nan', 'axclientsnumber=0'].map(
    (value) => ['-m', value, `Configuration error: Illegal load limit: ${value}`] as const,
  ),
  ...['', '5', '-1:-1', '5:6x'].map((value) => ['-n', value, `Configuration error: Invalid quota: ${value}`] as const),
  ['-O', 'abc:/x', 'Configuration error: Unknown logging format: abc'],
  ['-O', '/a:b', 'Configuration error: Unknown logging format: /a'],
  ['-O', '-p', 'Configuration error: Prohibited file name: -p'],
  ['-O', 'clf:x', 'Configuration error: Prohibited file name: x'],
  ['-O', '', 'Configuration error: Prohibited file name: '],
  ...[
    '30000-30009',
    '1023:2000',
    '2000:65536',
    '2001:2000',
    '',
    '2000',
    '2000:3000x',
    '0x800:0x900',
    '-1:-1',
    '0:0',
  ].map((value) => ['-p', value, `Configuration error: Illegal ports range: ${value}`] as const),
  ...['-q', '-Q'].flatMap((flag) =>
    ['0:1', '1:0', '', '1', '1:2x', '-1:1'].map(
      (value) => [flag, value, `Configuration error: Illegal upload/download ratio: ${value}`] as const,
    ),
  ),
  ...['', '127.0.0.1', '[::1]:21', '127.0.0.1:7100', '70000', '7100x', '0x1bbc', '-1', 'h,21,22', 'h,21 '].map(
    (value) => ['-S', value, `Configuration error: Illegal address or port to listen on: ${value}`] as const,
  ),
  ['-t', '0', 'Configuration error: Illegal value for throttling: 0'],
  ['-t', '10:0', 'Configuration error: Illegal value for throttling: 10'],
  ['-T', ':', 'Configuration error: Illegal value for throttling: '],
  ['-T', '-5', 'Configuration error: Illegal value for throttling: -5'],
  ['-T', '5x', 'Configuration error: Illegal value for throttling: 5x'],
  ...['1000', 'abc', '', '8', '-1', '22x'].map(
    (value) => ['-U', value, `Configuration error: Invalid umask: ${value}`] as const,
  ),
  ['-U', ':', 'Configuration error: Invalid umask: '],
  ['-U', '022:1000', 'Configuration error: Invalid umask: 022'],
  ['-U', '022:022:022', 'Configuration error: Invalid umask: 022'],
  ...['-1', '', '0x10', '5x', '4294967296'].map(
    (value) => ['-u', value, `Configuration error: Illegal uid limit: ${value}`] as const,
  ),
  ...['localhost', '', '127.1', '10.0.0.0/8', 'fe80::1%lo'].map(
    (value) => ['-V', value, 'Configuration error: Illegal trusted IP address'] as const,
  ),
  ...['', '5', '-1:5', '5:6x'].map(
    (value) => ['-y', value, `Configuration error: Illegal user limit: ${value}`] as const,
  ),
  ...['abc', '4', '-1', '257', '1x', ''].map((value) => ['-Y', value, 'Configuration error: TLS'] as const),
  ...['', ',', 'a,', ',a'].map((value) => ['-2', value, 'Configuration error: TLS'] as const),
  ['-3', 'x'.repeat(108), 'Path too long'],
  ['-8', 'klingon', 'Configuration error: Illegal charset: klingon/utf-8'],
  ['-9', '', 'Configuration error: Illegal charset: utf-8/'],
  ...['-', '-X:HIGH', '-lpuredb:/etc/pureftpd.pdb'].map(
    (value) => ['-J', value, `TLS: Invalid TLSCipherSuite specified '${value}'`] as const,
  ),
  ...['65', '-1', '', 'x', '0x1'].map(
    (value) => ['--reactors', value, `Configuration error: Illegal number of reactors: ${value}`] as const,
  ),
]

test("values that are refused, in the reference's words, with what would be right", () => {
  for (const [flag, value, text] of REFUSED) {
    const error = errorOf(flag, value)
    assert.equal(error.text, text, `${flag} ${value}`)
    assert.notEqual(error.hint, '', `${flag} ${value}`)
    assert.equal(error.flag, `${flag} ${/^[^\s'"]+$/.test(value) ? value : `"${value}"`}`)
  }
})

test('every flag with a value is in the tables above', () => {
  const judged = new Set([...ACCEPTED, ...NOT_YET, ...REFUSED].map(([flag]) => flag))
  for (const flag of FLAGS) {
    if (flag.argument === undefined) continue
    assert.ok(judged.has('short' in flag ? `-${flag.short}` : `--${flag.long}`), flag.long)
  }
})

/** Mistakes that people make, and what they are told. */
const HINTS: readonly (readonly [argv: readonly string[], hint: RegExp])[] = [
  [['-p', '30000-30009'], /^colon expected: 30000:30009; /],
  [['-p', '30009:30000'], /^the lower port comes first: 30000:30009; /],
  [['-c', '08'], /^a number that begins with 0 is octal; /],
  [['-S', '127.0.0.1'], /^an address needs a comma: 127\.0\.0\.1,21; /],
  [['-S', '127.0.0.1:2121'], /^a comma, not a colon: 127\.0\.0\.1,2121; /],
  [['-S', '[::1]:2121'], /^no brackets, and a comma: ::1,2121; /],
  [['-U', '022-022'], /^colon expected: 022:022; /],
  [['-l', '/etc/pureftpd.pdb'], /^a method comes first: puredb:\/etc\/pureftpd\.pdb; /],
  [['-f', 'ftpd'], /^one of auth, .*, local7, none$/],
  [['-noanonymous'], /^long names take two dashes: --noanonymous$/],
  [['-maxclientsnumber=0'], /^long names take two dashes: --maxclientsnumber$/],
  [['--noanonymus'], /^did you mean --noanonymous\?/],
  [['--foo'], /^pure-ftpd -h lists the flags$/],
  [['-v', 'name'], /macOS/],
  [['--bonjour=name'], /macOS/],
  [['-F'], /^the path of a text file$/],
  [['--max'], /^write the name out$/],
  [['--help=x'], /^it takes no value$/],
  [['-c', '5', 'stray'], /^every setting is a flag/],
]

test('hints say what was probably meant', () => {
  for (const [argv, hint] of HINTS) assert.match(errorOf(...argv).hint, hint)
})

test('the first bad word ends it; what is missing is told after all else is right', () => {
  assert.equal(errorOf('foo', '-c', '0').text, 'Configuration error: Illegal user limit: 0')
  assert.equal(errorOf('foo', '-c', '5').text, 'Invalid argument: "foo"')
  assert.equal(errorOf('-c', '0', '-x', '--nope').text, 'Configuration error: Illegal user limit: 0')
  assert.equal(errorOf('-r', '-c', '0').text, 'Configuration error: Illegal user limit: 0')
  assert.equal(errorOf('-r', 'stray').text, 'Invalid argument: "stray"')
  assert.match(errorOf('-E', '-l', 'pam', '-r').text, notYet('login=pam'))
})

test('-h and --completion are carried out where they stand', () => {
  assert.deepEqual(compileFlags(['-h', '-c', '0']), { ok: true, value: { kind: 'help' } })
  assert.deepEqual(compileFlags(['-Eh', 'stray']), { ok: true, value: { kind: 'help' } })
  assert.equal(errorOf('-c', '0', '-h').text, 'Configuration error: Illegal user limit: 0')
  assert.deepEqual(compileFlags(['--completion']), { ok: true, value: { kind: 'completion' } })
  assert.deepEqual(compileFlags(['--get-yargs-completions', 'pure-ftpd', '--h']), {
    ok: true,
    value: { kind: 'complete', words: ['pure-ftpd', '--h'] },
  })
})

test('a single word that is no flag is a configuration file, which is not supported yet', () => {
  assert.equal(errorOf('/etc/pure-ftpd.conf').text, 'not supported yet: the configuration file "/etc/pure-ftpd.conf"')
  assert.equal(errorOf('').text, 'not supported yet: the configuration file ""')
  assert.equal(errorOf('/etc/pure-ftpd.conf', '-B').text, 'Invalid argument: "/etc/pure-ftpd.conf"')
})

test('long-only flags may be given once', () => {
  assert.equal(errorOf('--reactors=1', '--reactors=1').text, 'Configuration error: --reactors is given twice')
})
