import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FIELDS, formatRecord, parseRecord } from '../../lib/puredb/record.ts'

const ALL = '$1$x:1001:1002:All Options:/home/all/./:1:2:3:4:5:6:7:10.0.0.1:10.0.0.2:10.0.0.3:10.0.0.4:0-2359'

test('every field is where the passwd file has it; upload comes before download', () => {
  assert.deepEqual(parseRecord(ALL), {
    password: '$1$x',
    uid: '1001',
    gid: '1002',
    gecos: 'All Options',
    home: '/home/all/./',
    uploadRate: '1',
    downloadRate: '2',
    ratioUpload: '3',
    ratioDownload: '4',
    sessions: '5',
    quotaFiles: '6',
    quotaBytes: '7',
    allowLocal: '10.0.0.1',
    denyLocal: '10.0.0.2',
    allowClient: '10.0.0.3',
    denyClient: '10.0.0.4',
    hours: '0-2359',
  })
})

test('a record cut anywhere has the fields before the cut and no others', () => {
  for (let length = 0; length <= ALL.length; length++) {
    const cut = ALL.slice(0, length)
    assert.deepEqual(Object.values(parseRecord(cut)), cut.split(':'))
  }
})

test('fields too many are ignored', () => {
  assert.deepEqual(parseRecord(`${ALL}:more:of it`), parseRecord(ALL))
})

test('a record is written with all its fields', () => {
  assert.equal(formatRecord(parseRecord(ALL)), ALL)
  assert.equal(formatRecord({ password: 'x' }), `x${':'.repeat(FIELDS.length - 1)}`)
})
