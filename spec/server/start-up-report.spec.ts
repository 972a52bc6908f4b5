import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RuntimeConfig } from '../../lib/config/runtime-config.ts'
import { IpAddress } from '../../lib/core/units.ts'
import { type StartUpFacts, startUpReport } from '../../lib/server/start-up-report.ts'

const address = (text: string): IpAddress => {
  const parsed = IpAddress.parse(text)
  assert.ok(parsed.ok)
  return parsed.value
}

/** What the report reads, as a careful administrator would have it. */
const sound = {
  anonymous: 'forbidden',
  daemonize: false,
  forcepassiveip: undefined,
  login: [{ method: 'puredb', file: '/etc/pureftpd.pdb' }],
  maxclientsnumber: 50,
  minuid: 0,
  passiveportrange: undefined,
  syslogfacility: 'ftp',
} as const satisfies Partial<RuntimeConfig>

const facts: StartUpFacts = {
  version: '0.1.0',
  listeners: [
    { address: '0.0.0.0', port: 21 },
    { address: '::', port: 21 },
  ],
  forcedAddress: undefined,
  methods: ['puredb:/etc/pureftpd.pdb (3 users)'],
  anonymousRoot: '/srv/ftp',
  uid: 0,
  weakness: undefined,
  syslogProblem: undefined,
  fileLimit: 1 << 20,
}

function report(config: Partial<RuntimeConfig> = {}, more: Partial<StartUpFacts> = {}): readonly string[] {
  const all = { ...sound, ...config } as RuntimeConfig // the report reads no other flag
  return startUpReport(all, { ...facts, ...more }).map(({ level, text }) => `${level}: ${text}`)
}

test('a sound server says what it serves, and nothing else', () => {
  assert.deepEqual(report(), [
    'info: pure-ftpd 0.1.0, listening on 0.0.0.0:21 and [::]:21',
    'info: Passive connections: any free port, advertised as the address each client connected to',
    'info: Authentication: puredb:/etc/pureftpd.pdb (3 users), no anonymous',
  ])
})

test('range and advertised address stand in one line', () => {
  const lines = report(
    { passiveportrange: { first: 30000, last: 30199 }, forcepassiveip: 'ftp.example.net' },
    { forcedAddress: address('203.0.113.5') },
  )
  assert.equal(lines[1], 'info: Passive connections: 30000-30199, advertised as 203.0.113.5 (-P ftp.example.net)')
  assert.equal(lines.length, 3)
})

test('the methods of an anonymous-only server are not used', () => {
  assert.equal(report({ anonymous: 'only' })[2], 'info: Authentication: anonymous only')
})

/** Flags, facts, and the one line that they add. */
const remarks: readonly (readonly [Partial<RuntimeConfig>, Partial<StartUpFacts>, RegExp])[] = [
  [{ forcepassiveip: 'localhost' }, { forcedAddress: address('127.0.0.1') }, /^warning: -P localhost is a loopback/],
  [{ forcepassiveip: 'nosuch' }, {}, /^warning: -P nosuch has no IPv4 address: .* 421/],
  [{ forcepassiveip: '0.0.0.0' }, { forcedAddress: address('0.0.0.0') }, /^warning: -P 0\.0\.0\.0 is .* no client/],
  [{ forcepassiveip: '224.0.0.1' }, { forcedAddress: address('224.0.0.1') }, /^warning: .* no client/],
  [{ forcepassiveip: '172.17.0.2' }, { forcedAddress: address('172.17.0.2') }, /^notice: .* is a private address/],
  [
    { passiveportrange: { first: 30000, last: 30009 } },
    {},
    /^warning: -c 50 is kept although -p 30000:30009 has 10 ports/,
  ],
  [{ passiveportrange: { first: 30000, last: 30000 } }, {}, /^warning: .* has 1 port, /],
  [{ passiveportrange: { first: 30000, last: 30098 } }, {}, /^notice: .* has 99 ports, .*: 100 ports are enough/],
  [{ login: [{ method: 'unix' }] }, {}, /^warning: System accounts, root among them, .* -u 1000 /],
  [{ anonymous: 'allowed' }, { anonymousRoot: undefined }, /^warning: Anonymous logins will fail: .* or add -E$/],
  [{}, { weakness: 'no openat2' }, /^warning: Confinement is weaker than it could be: no openat2$/],
  [{}, { syslogProblem: 'No such file or directory' }, /^notice: no \/dev\/log: No such file .* standard output only/],
  [{ daemonize: true }, { syslogProblem: 'No such file or directory' }, /^warning: .* nothing is logged/],
  [
    { maxclientsnumber: 5000 },
    { fileLimit: 1024 },
    /^warning: -c 5000 needs up to 20064 open files, the limit is 1024: /,
  ],
]

test('each suspicious setting adds one line that says what would be right', () => {
  for (const [config, more, expected] of remarks) {
    const lines = report(config, more).filter((line) => !line.startsWith('info: '))
    assert.equal(lines.length, 1, `${String(expected)}: ${lines.join(' | ')}`)
    assert.match(lines[0] ?? '', expected)
  }
})

test('what is meant that way is not remarked on', () => {
  const meant: readonly (readonly [Partial<RuntimeConfig>, Partial<StartUpFacts>])[] = [
    [{ passiveportrange: { first: 30000, last: 30099 } }, {}],
    [{ login: [{ method: 'unix' }], minuid: 1000 }, {}],
    [{ login: [{ method: 'unix' }], anonymous: 'only' }, {}],
    [{ syslogfacility: 'none' }, { syslogProblem: 'No such file or directory' }],
    [{ forcepassiveip: '203.0.113.5' }, { forcedAddress: address('203.0.113.5') }],
    [{}, { fileLimit: 264 }],
  ]
  for (const [config, more] of meant) assert.equal(report(config, more).length, 3, JSON.stringify(config))
})

test('without root the uid that serves everybody is named', () => {
  const lines = report({}, { uid: 1000 })
  assert.ok(
    lines.some((line) => line.startsWith('warning: Not started as root: every session has the rights of uid 1000')),
  )
})
