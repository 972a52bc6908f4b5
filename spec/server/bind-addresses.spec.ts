import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { type BindConfig, bindAddresses } from '../../lib/server/bind-addresses.ts'
import { servicePort } from '../../lib/server/services.ts'

const config = (bind: BindConfig['bind'], more: Partial<BindConfig> = {}): BindConfig => ({
  bind,
  ipv4only: false,
  ipv6only: false,
  ...more,
})

/** `-S` split at its first comma, as the flag table does. */
const bind = (argument: string): BindConfig['bind'] => {
  const comma = argument.indexOf(',')
  const [host, port] = [argument.slice(0, Math.max(comma, 0)), argument.slice(comma + 1)]
  return { host: host === '' ? undefined : host, port: port === '' ? '21' : port }
}

async function listed(argument: string, more: Partial<BindConfig> = {}, hasIpv6 = true): Promise<string> {
  const found = await bindAddresses(config(bind(argument), more), hasIpv6)
  return found.ok ? found.value.map(({ address, port }) => `${address} ${port}`).join(', ') : 'failed'
}

async function failure(argument: string, more: Partial<BindConfig> = {}, hasIpv6 = true): Promise<string> {
  const found = await bindAddresses(config(bind(argument), more), hasIpv6)
  return found.ok ? 'no failure' : `${found.error.text}: ${found.error.hint}`
}

test('-S in every form of flags.md §3', async () => {
  const table: readonly (readonly [string, string])[] = [
    ['2121', '0.0.0.0 2121, :: 2121'],
    [',2121', '0.0.0.0 2121, :: 2121'],
    [',', '0.0.0.0 21, :: 21'],
    ['*,2121', '0.0.0.0 2121, :: 2121'],
    ['127.0.0.1,', '127.0.0.1 21'],
    ['127.0.0.1,2121', '127.0.0.1 2121'],
    ['127.1,2121', '127.0.0.1 2121'],
    ['::1,2121', '::1 2121'],
    ['0', '0.0.0.0 0, :: 0'],
    ['127.0.0.1,65535', '127.0.0.1 65535'],
  ]
  for (const [argument, expected] of table) assert.equal(await listed(argument), expected, `-S ${argument}`)
})

test('names are resolved once for each family; one without an address is left out', async () => {
  const names: Readonly<Record<string, string>> = {
    'both 4': '192.0.2.1',
    'both 6': '2001:db8::1',
    'six 6': '2001:db8::2',
  }
  const resolve = (host: string, family: 4 | 6): Promise<string | undefined> =>
    Promise.resolve(names[`${host} ${family}`])
  const both = await bindAddresses(config(bind('both,2121')), true, resolve)
  assert.deepEqual(both.ok && both.value.map(({ address }) => address), ['192.0.2.1', '2001:db8::1'])
  const six = await bindAddresses(config(bind('six,2121')), true, resolve)
  assert.deepEqual(six.ok && six.value.map(({ address }) => address), ['2001:db8::2'])
})

test('-4, -6 and a system without IPv6 leave one family', async () => {
  assert.equal(await listed('2121', { ipv4only: true }), '0.0.0.0 2121')
  assert.equal(await listed('2121', { ipv6only: true }), ':: 2121')
  assert.equal(await listed('2121', {}, false), '0.0.0.0 2121')
})

test('what cannot be listened on is told with what would be right', async () => {
  const table: readonly (readonly [string, RegExp])[] = [
    ['localhost', /there is no TCP service localhost: a host needs a comma: -S localhost,21; a port is a number/],
    ['127.0.0.1,nosuch', /there is no TCP service nosuch: a port is a number/],
    ['[::1],7100', /no brackets: -S ::1,7100$/],
    ['::1%lo,7100', /has no address/],
    ['no-such-host.invalid,21', /no-such-host\.invalid has no address: a local address, \* for all of them/],
  ]
  for (const [argument, expected] of table) {
    const text = await failure(argument)
    assert.match(text, expected)
    assert.ok(text.startsWith(`Unable to start a standalone server: -S `), text)
  }
})

test('families that exclude each other, or the host, are told', async () => {
  assert.match(await failure('2121', { ipv4only: true, ipv6only: true }), /nothing is left to listen on with -4 and -6/)
  assert.match(await failure('2121', { ipv6only: true }, false), /this system has no IPv6: drop -6/)
  assert.match(await failure('127.0.0.1,2121', { ipv6only: true }), /127\.0\.0\.1 has no address in IPv6/)
})

test('services are looked up in services(5), TCP only, aliases too', () => {
  const directory = mkdtempSync(join(tmpdir(), 'pure-ftpd-services-'))
  try {
    const file = join(directory, 'services')
    writeFileSync(file, '# comment\ntftp\t69/udp\nftp\t21/tcp files # the one\n ssh 22/tcp\n')
    assert.equal(servicePort('ftp', file), 21)
    assert.equal(servicePort('files', file), 21)
    assert.equal(servicePort('ssh', file), 22)
    assert.equal(servicePort('tftp', file), undefined)
    assert.equal(servicePort('the', file), undefined)
    assert.equal(servicePort('ftp', join(directory, 'missing')), undefined)
  } finally {
    rmSync(directory, { recursive: true })
  }
})
