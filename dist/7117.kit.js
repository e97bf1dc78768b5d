import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 7117;
export const ids = [7117];
export const modules = {
29975:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
v: () => ( findEndingError)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _text_tail_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(59531);
var _transports_logged_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92294);



const STDERR_TAIL_BYTES = 4096;
const COMPLAINTS = [
    {
        pattern: /^sudo: .*(password is required|terminal is required|no askpass)/im,
        code: 'DK_SUDO_PASSWORD',
        remedy: 'Allow the command without a password in /etc/sudoers.d (NOPASSWD), or do without sudo'
    },
    { pattern: /no space left on device|disk quota exceeded/i, code: 'DK_DISK_FULL', remedy: 'Free some space (df -h, df -i), then run it again' },
    { pattern: /permission denied|read-only file system/i, code: 'DK_PERMISSION_DENIED', remedy: 'Let the deploy user write there; preflight shows where' }
];
const ENDINGS = {
    signalled: { code: 'DK_COMMAND_SIGNALLED', remedy: 'Look for a lack of memory (dmesg, journalctl -k), or for who ended it' },
    'timed-out': { code: 'DK_COMMAND_TIMEOUT', remedy: 'See why it takes so long, or give it more time' },
    cancelled: { code: 'DK_CANCELLED', remedy: 'Start it again when you are ready' },
    'connection-lost': { code: 'DK_CONNECTION_LOST', remedy: 'Look whether the host is up and reachable, then run it again' },
    unknown: { code: 'DK_COMMAND_UNKNOWN_END', remedy: 'Look at the host: it may have been restarted, or the command was killed' }
};
function findEndingError(result, ran) {
    const { ending, stderr } = result;
    if (ending.kind === 'exited' && ending.code === 0)
        return undefined;
    const exitCode = ending.kind === 'exited' ? ending.code : undefined;
    const { code, remedy, explains } = explain(result, ran);
    const lastLine = stderr.trimEnd().split('\n').at(-1)?.trim() ?? '';
    const what = explains && lastLine !== '' ? lastLine : `the command ${(0,_transports_logged_js__WEBPACK_IMPORTED_MODULE_1__ .b)(ending)}`;
    return new _core_index_js__WEBPACK_IMPORTED_MODULE_0__ .mG(code, {
        message: `"${ran.title}" failed on ${ran.host}: ${what}`,
        remedy,
        step: ran.step,
        host: ran.host,
        exitCode,
        stderrTail: stderr.trim() === '' ? undefined : (0,_text_tail_js__WEBPACK_IMPORTED_MODULE_2__ .Q)(stderr.trimEnd(), STDERR_TAIL_BYTES)
    });
}
function explain({ ending, stderr }, ran) {
    if (ending.kind !== 'exited')
        return { ...ENDINGS[ending.kind], explains: false };
    const meant = ran.failures?.[ending.code];
    if (meant !== undefined)
        return { ...meant, explains: true };
    const lastLines = stderr.trimEnd().split('\n').slice(-5).join('\n');
    const complaint = COMPLAINTS.find(({ pattern }) => pattern.test(lastLines));
    if (complaint !== undefined)
        return { ...complaint, explains: true };
    return { code: 'DK_COMMAND_FAILED', remedy: 'See its output; correct the cause, then run it again', explains: false };
}
}),
44231:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
  IM: () => ( appendText),
  ZV: () => ( createLocalFiles),
  YD: () => ( openTextLog),
  xj: () => ( runOperation),
  hV: () => ( writeFiles)
});
var external_node_crypto_ = __webpack_require__(77598);
var lib = __webpack_require__(85472);
var core = __webpack_require__(28998);
;
const MAGIC = Buffer.from('openssh-key-v1\0', 'latin1');
function isOpenSshKey(bytes) {
    return bytes.subarray(0, MAGIC.length).equals(MAGIC);
}
function readOpenSshKey(bytes) {
    let position = MAGIC.length;
    const readBytes = () => {
        const length = position + 4 <= bytes.length ? bytes.readUInt32BE(position) : Infinity;
        if (position + 4 + length > bytes.length)
            return undefined;
        position += 4 + length;
        return bytes.subarray(position - length, position);
    };
    const [cipher, _kdf, kdfOptions] = [readBytes(), readBytes(), readBytes()];
    position += 4;
    const [publicKey, privateKey] = [readBytes(), readBytes()];
    if (cipher === undefined || kdfOptions === undefined || publicKey === undefined || privateKey === undefined)
        return undefined;
    if (cipher.includes('gcm') && bytes.length - position < 16)
        return undefined;
    return { cipher: cipher.toString('latin1'), publicKey };
}
function renderEd25519Key(publicKey, seed) {
    const publicPart = Buffer.concat([wireString('ssh-ed25519'), wireString(publicKey)]);
    const check = (0,external_node_crypto_.randomBytes)(4);
    const noComment = wireString('');
    const fields = [check, check, wireString('ssh-ed25519'), wireString(publicKey), wireString(Buffer.concat([seed, publicKey])), noComment];
    const size = fields.reduce((sum, field) => sum + field.length, 0);
    const padding = Buffer.from(Array.from({ length: (8 - (size % 8)) % 8 }, (_, index) => index + 1));
    const count = Buffer.from([0, 0, 0, 1]);
    return Buffer.concat([
        MAGIC,
        wireString('none'),
        wireString('none'),
        wireString(''),
        count,
        wireString(publicPart),
        wireString(Buffer.concat([...fields, padding]))
    ]);
}
function wireString(content) {
    const bytes = Buffer.from(content);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
}

;
const REPAIRS = [
    ['a byte order mark before the key', (text) => text.replace(/^\s*(?:\uFEFF|\u00EF\u00BB\u00BF)/, '')],
    ['quotes around the key', (text) => text.replace(/^\s*(["'`])([\s\S]*)\1\s*$/, '$2')],
    ['the two characters \\n in place of line ends', (text) => text.replaceAll(/(?:\\r)?\\n/g, '\n')],
    ['Windows line ends (CRLF)', (text) => text.replaceAll('\r\n', '\n')],
    ['line ends of old Macs (CR)', (text) => text.replaceAll('\r', '\n')],
    ['blanks around the lines', (text) => text.replaceAll(/^[ \t]+|[ \t]+$/gm, '')],
    ['base64 of the whole file', unwrapBase64]
];
function readKeyText(text) {
    const repairs = [];
    let mended = text;
    for (const [name, repair] of [...REPAIRS, ...REPAIRS]) {
        const result = repair(mended);
        if (result !== mended && !repairs.includes(name))
            repairs.push(name);
        mended = result;
    }
    return findProblem(mended) ?? readArmour(mended, repairs);
}
function renderPem({ label, headers }, bytes) {
    const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
    return [`-----BEGIN ${label}-----`, ...(headers.length === 0 ? [] : [...headers, '']), ...lines, `-----END ${label}-----`, ''].join('\n');
}
function findProblem(text) {
    const trimmed = text.trim();
    if (trimmed === '')
        return 'empty';
    if (/^(ssh-|ecdsa-sha2-|sk-)[^ ]* +AAAA/m.test(trimmed) || /BEGIN (SSH2 |RSA )?PUBLIC KEY/.test(trimmed))
        return 'public';
    if (trimmed.startsWith('PuTTY-User-Key-File'))
        return 'putty';
    if (/^\$\{\{?.*\}?\}$|^\$[A-Z_]+$|^\*+$/.test(trimmed))
        return 'placeholder';
    if (/^(~|\.{0,2})\/[\w./~-]*$/.test(trimmed) && trimmed.length < 200)
        return 'path';
    return undefined;
}
const BEGIN = /[-\u2010-\u2015\u2212]*[ \t]*BEGIN ([A-Z0-9 ]*PRIVATE KEY)[ \t]*[-\u2010-\u2015\u2212]*/;
const END = /[-\u2010-\u2015\u2212]*[ \t]*END [A-Z0-9 ]*PRIVATE KEY[ \t]*[-\u2010-\u2015\u2212]*/;
const HEADERS = /Proc-Type:\s*4,\s*ENCRYPTED\s+DEK-Info:\s*([A-Za-z0-9-]+)\s*,\s*([0-9A-Fa-f]+)\s/;
function readArmour(text, repairs) {
    const begin = BEGIN.exec(text);
    const end = END.exec(text);
    if (/BEGIN CERTIFICATE/.test(text) && begin === null)
        return 'not-a-key';
    const inside = text.slice(begin === null ? 0 : begin.index + begin[0].length, end?.index);
    const encryption = HEADERS.exec(inside);
    const body = encryption === null ? inside : inside.slice(encryption.index + encryption[0].length);
    const base64 = body.replaceAll(/\s+/g, '').replace(/-+$/, '');
    if (base64 === '' || !/^[A-Za-z0-9+/]+=*$/.test(base64))
        return begin === null && end === null ? 'not-a-key' : 'no-base64';
    return {
        label: begin?.[1],
        headers: encryption === null ? [] : ['Proc-Type: 4,ENCRYPTED', `DEK-Info: ${encryption[1]},${encryption[2]}`],
        bytes: Buffer.from(base64, 'base64'),
        hasEnd: end !== null,
        repairs: [
            ...repairs,
            ...(begin === null ? ['no BEGIN line'] : []),
            ...(end === null ? ['no END line'] : []),
            ...(/[^-\w \t]/.test((begin?.[0] ?? '') + (end?.[0] ?? '')) ? ['typographic dashes'] : []),
            ...(begin !== null && !/^\s*\n/.test(inside) ? ['blanks in place of line ends'] : [])
        ]
    };
}
function unwrapBase64(text) {
    const joined = text.replaceAll(/\s+/g, '');
    if (!/^[A-Za-z0-9+/]+=*$/.test(joined))
        return text;
    const inside = Buffer.from(joined, 'base64').toString('utf8');
    return /BEGIN|PuTTY-User-Key-File|^(ssh-|ecdsa-)/.test(inside) ? inside : text;
}

;
function fingerprintOf(key) {
    return `SHA256:${(0,external_node_crypto_.createHash)('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}
function keyTypeOf(key) {
    const length = key.length < 4 ? 0 : key.readUInt32BE(0);
    return key.toString('latin1', 4, 4 + length);
}
function describeKey(key) {
    return `${keyTypeOf(key)} ${fingerprintOf(key)}`;
}

;
function codeOf(thrown) {
    return fieldOf(thrown, 'code');
}
function messageOf(thrown) {
    return fieldOf(thrown, 'message') || String(thrown);
}
function levelOf(thrown) {
    return fieldOf(thrown, 'level');
}
function fieldOf(thrown, name) {
    if (typeof thrown !== 'object' || thrown === null)
        return '';
    const value = Reflect.get(thrown, name);
    return typeof value === 'string' ? value : '';
}

;
function readPrivateKey(text, passphrase) {
    const keyText = readKeyText(text);
    if (typeof keyText === 'string')
        throw invalidText(keyText);
    const secret = passphrase === '' ? undefined : passphrase;
    const key = isOpenSshKey(keyText.bytes) ? readOpenSsh(keyText, secret) : readPem(keyText, secret);
    const wire = key.getPublicSSH();
    return {
        key,
        repairs: keyText.repairs,
        fingerprint: fingerprintOf(wire),
        publicKeyType: keyTypeOf(wire),
        publicKey: `${keyTypeOf(wire)} ${wire.toString('base64')}`
    };
}
function readOpenSsh({ bytes }, passphrase) {
    const outline = readOpenSshKey(bytes);
    if (outline === undefined)
        throw truncated();
    const type = keyTypeOf(outline.publicKey);
    if (type.startsWith('sk-'))
        throw invalid(`The private key is of a hardware token (${type}), which someone must touch`, NEW_KEY);
    if (type === 'ssh-dss')
        throw invalid('The private key is a DSA key, which SSH servers no longer accept', NEW_KEY);
    const isEncrypted = outline.cipher !== 'none';
    if (isEncrypted && passphrase === undefined)
        throw passphraseMissing(`SHA256 fingerprint ${fingerprintOf(outline.publicKey)}`);
    const parsed = lib.utils.parseKey(renderPem({ label: 'OPENSSH PRIVATE KEY', headers: [] }, bytes), passphrase);
    if (!(parsed instanceof Error))
        return first(parsed);
    if (/unsupported cipher|unsupported kdf/i.test(parsed.message)) {
        const remedy = 'Encrypt it anew: ssh-keygen -p -Z aes256-ctr -f KEY';
        throw invalid(`The private key is encrypted with ${outline.cipher}, which deploy-kit cannot read`, remedy);
    }
    if (isEncrypted)
        throw passphraseWrong(`SHA256 fingerprint ${fingerprintOf(outline.publicKey)}`);
    throw damaged();
}
const PEM_LABELS = ['PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY', 'ENCRYPTED PRIVATE KEY'];
function readPem(keyText, passphrase) {
    if (keyText.label === 'OPENSSH PRIVATE KEY')
        throw damaged();
    if (keyText.label === 'DSA PRIVATE KEY')
        throw invalid('The private key is a DSA key, which SSH servers no longer accept', NEW_KEY);
    if (keyText.label === undefined && keyText.bytes[0] !== DER_SEQUENCE)
        throw invalidText('not-a-key');
    const isEncryptedPem = keyText.headers.length > 0;
    if (isEncryptedPem ? keyText.bytes.length % 8 !== 0 : !isWholeSequence(keyText.bytes))
        throw truncated();
    const labels = keyText.label === undefined ? PEM_LABELS : [keyText.label];
    let isEncrypted = isEncryptedPem;
    for (const label of labels) {
        const read = decode(renderPem({ label, headers: keyText.headers }, keyText.bytes), passphrase);
        if (read === 'encrypted')
            isEncrypted = true;
        else if (read !== undefined)
            return toSshKey(read);
    }
    if (isEncrypted || keyText.label === 'ENCRYPTED PRIVATE KEY') {
        throw passphrase === undefined ? passphraseMissing('PEM') : passphraseWrong('PEM');
    }
    throw damaged();
}
function decode(pem, passphrase) {
    try {
        return (0,external_node_crypto_.createPrivateKey)({ key: pem, format: 'pem', ...(passphrase === undefined ? {} : { passphrase }) });
    }
    catch (thrown) {
        return /PASSPHRASE|DECRYPT|INTERRUPTED_OR_CANCELLED/.test(codeOf(thrown)) ? 'encrypted' : undefined;
    }
}
function toSshKey(key) {
    const parsed = lib.utils.parseKey(renderPrivateKey(key));
    const type = key.asymmetricKeyType ?? 'unknown';
    if (parsed instanceof Error)
        throw invalid(`The private key is of a type that SSH does not use (${type})`, NEW_KEY);
    return first(parsed);
}
function renderPrivateKey(key) {
    switch (key.asymmetricKeyType) {
        case 'rsa':
            return key.export({ type: 'pkcs1', format: 'pem' }).toString();
        case 'ec':
            return key.export({ type: 'sec1', format: 'pem' }).toString();
        case 'ed25519': {
            const { x = '', d = '' } = key.export({ format: 'jwk' });
            const bytes = renderEd25519Key(Buffer.from(x, 'base64url'), Buffer.from(d, 'base64url'));
            return renderPem({ label: 'OPENSSH PRIVATE KEY', headers: [] }, bytes);
        }
        default:
            return '';
    }
}
const DER_SEQUENCE = 0x30;
function isWholeSequence(bytes) {
    const first = bytes[1];
    if (bytes[0] !== DER_SEQUENCE || first === undefined)
        return false;
    if (first < 0x80)
        return bytes.length === 2 + first;
    const size = first & 0x7f;
    if (size === 0 || size > 4 || bytes.length < 2 + size)
        return false;
    return bytes.length === 2 + size + bytes.readUIntBE(2, size);
}
function first(parsed) {
    const key = Array.isArray(parsed) ? parsed[0] : parsed;
    if (key === undefined || !key.isPrivateKey())
        throw damaged();
    return key;
}
const SET_SECRET = 'gh secret set SSH_PRIVATE_KEY < ~/.ssh/id_ed25519';
const COPY_AGAIN = `Copy the whole file again, from the BEGIN to the END line; for a GitHub secret: ${SET_SECRET}`;
const NEW_KEY = 'Make a key for deploying: ssh-keygen -t ed25519 -N "" -f deploy_key, and add deploy_key.pub to authorized_keys';
const PROBLEMS = {
    empty: ['The private key is empty', `Set the secret: ${SET_SECRET}. Runs of pull requests from forks are not given secrets`],
    public: ['This is a public key, not a private one', `Give the file without .pub: ${SET_SECRET}`],
    putty: ['The private key is in the format of PuTTY (.ppk)', 'Convert it: puttygen KEY.ppk -O private-openssh -o KEY'],
    path: ['The private key is the path of a file, not its content', 'Give the content of that file; on the command line --private-key-file takes a path'],
    placeholder: ['The private key is a placeholder that nothing was put in for', 'Check the name of the secret, and how it is quoted'],
    'not-a-key': ['The private key is neither in the format of OpenSSH nor PEM', COPY_AGAIN],
    'no-base64': ['The private key has characters between its BEGIN and END lines that do not belong there, or nothing at all', COPY_AGAIN]
};
function invalidText(problem) {
    return invalid(...PROBLEMS[problem]);
}
function invalid(message, remedy) {
    return new core .mG('DK_KEY_INVALID', { message, remedy });
}
function truncated() {
    return invalid('The private key is truncated: a part of it is missing', COPY_AGAIN);
}
function damaged() {
    return invalid('The private key is damaged: its lines are there, but what is in them is not a key', COPY_AGAIN);
}
function passphraseMissing(which) {
    return new core .mG('DK_KEY_PASSPHRASE', {
        message: `The private key (${which}) is encrypted, and no passphrase was given`,
        remedy: 'Give the input passphrase, or make a key without one for deploying: ssh-keygen -t ed25519 -N "" -f deploy_key'
    });
}
function passphraseWrong(which) {
    return new core .mG('DK_KEY_PASSPHRASE', {
        message: `The passphrase of the private key (${which}) is wrong`,
        remedy: 'Check it with: ssh-keygen -y -f KEY. A secret must not end with a newline that is not a part of it'
    });
}

;
function parseKnownHosts(text) {
    const entries = [];
    const problems = [];
    const lines = text.replaceAll('\\n', '\n').split(/\r\n|\r|\n/);
    for (const [index, raw] of lines.entries()) {
        const line = raw.replace(/^\uFEFF/, '').trim();
        if (line === '' || line.startsWith('#'))
            continue;
        const parsed = parseLine(line, index + 1);
        if (typeof parsed === 'string')
            problems.push(`line ${index + 1}: ${parsed}`);
        else
            entries.push(parsed);
    }
    return { entries, problems };
}
function parseLine(text, line) {
    const words = text.split(/[ \t]+/);
    const marker = words[0]?.startsWith('@') === true ? words.shift() : undefined;
    if (marker !== undefined && marker !== '@revoked' && marker !== '@cert-authority')
        return `unknown marker ${marker}`;
    const [hosts, type, base64] = words;
    if (hosts === undefined || type === undefined || base64 === undefined)
        return 'a line needs a host, a key type and a key';
    const key = Buffer.from(base64, 'base64');
    if (keyTypeOf(key) !== type)
        return `the key is not a complete ${type} key in base64`;
    return { line, marker: marker === '@revoked' ? 'revoked' : marker === undefined ? undefined : 'cert-authority', hosts, key };
}
function findKnownHosts(known, address, port) {
    const name = renderHostName(address, port).toLowerCase();
    return known.entries.filter(({ hosts }) => matchesHosts(hosts, name));
}
function renderHostName(address, port) {
    return port === 22 ? address : `[${address}]:${port}`;
}
function renderKnownHostsLine(address, port, key) {
    return `${renderHostName(address, port)} ${keyTypeOf(key)} ${key.toString('base64')}`;
}
function matchesHosts(hosts, name) {
    if (hosts.startsWith('|'))
        return matchesHash(hosts, name);
    const patterns = hosts.toLowerCase().split(',');
    const matches = (negated) => patterns.some((pattern) => pattern.startsWith('!') === negated && matchesPattern(negated ? pattern.slice(1) : pattern, name));
    return matches(false) && !matches(true);
}
function matchesHash(hosts, name) {
    const [, version, salt, hash] = hosts.split('|');
    if (version !== '1' || salt === undefined || hash === undefined)
        return false;
    return (0,external_node_crypto_.createHmac)('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hash;
}
function matchesPattern(pattern, name) {
    const source = pattern.replaceAll(/[\\^$.|+()[\]{}]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
    return new RegExp(`^${source}$`, 's').test(name);
}

;
const ALGORITHMS = {
    'ssh-ed25519': ['ssh-ed25519'],
    'ecdsa-sha2-nistp256': ['ecdsa-sha2-nistp256'],
    'ecdsa-sha2-nistp384': ['ecdsa-sha2-nistp384'],
    'ecdsa-sha2-nistp521': ['ecdsa-sha2-nistp521'],
    'ssh-rsa': ['rsa-sha2-512', 'rsa-sha2-256']
};
const hostKeyAlgorithms = Object.values(ALGORITHMS).flatMap((names) => names.slice(0, 1));
function makeHostKeyCheck(source, endpoint) {
    const known = parseKnownHosts(source.text);
    const entries = findKnownHosts(known, endpoint.address, endpoint.port);
    const pinned = entries.filter(({ marker }) => marker === undefined).map(({ key }) => key);
    const pinnedTypes = Object.keys(ALGORITHMS).filter((type) => pinned.some((key) => keyTypeOf(key) === type));
    const applicable = [...entries, ...findKnownHosts(known, endpoint.address, 22)];
    const has = (marker, key) => applicable.some((entry) => entry.marker === marker && entry.key.equals(key));
    return {
        algorithms: [...new Set([...pinnedTypes, ...Object.keys(ALGORITHMS)])].flatMap((type) => ALGORITHMS[type] ?? []),
        anyOf: pinned.length === 0 && source.fingerprints.length > 0,
        check(key) {
            if (has('revoked', key))
                return revokedKey(endpoint, key);
            if (source.unsafeSkip || has(undefined, key))
                return undefined;
            if (source.fingerprints.some((fingerprint) => isSameFingerprint(fingerprint, key)))
                return undefined;
            const expected = [...pinned.map(describeKey), ...source.fingerprints];
            return expected.length > 0 ? changedKey(endpoint, key, expected) : unknownKey({ endpoint, key, entries, problems: known.problems });
        }
    };
}
function withoutTypeOf(key, algorithms) {
    const shown = ALGORITHMS[keyTypeOf(key)] ?? [];
    return algorithms.filter((algorithm) => !shown.includes(algorithm));
}
function isSameFingerprint(expected, key) {
    const bare = (text) => text.trim().replace(/^SHA256:/i, '').replace(/=+$/, '');
    return bare(expected) === bare(fingerprintOf(key));
}
function unknownKey({ endpoint, key, entries, problems }) {
    const host = renderHostName(endpoint.address, endpoint.port);
    const authority = entries.find(({ marker }) => marker === 'cert-authority');
    const why = authority !== undefined
        ? `known_hosts has a certificate authority for it (line ${authority.line}), which deploy-kit does not check, and no key`
        : `known_hosts has no key for ${host}`;
    const unreadable = problems.length === 0 ? '' : `; it has lines that cannot be read (${problems.join('; ')})`;
    return new core .mG('DK_HOST_KEY_UNKNOWN', {
        host: endpoint.name,
        message: `The host key of ${endpoint.name} is not pinned: the server shows ${describeKey(key)}, and ${why}${unreadable}`,
        remedy: [
            `Compare that fingerprint with the output of "${fingerprintCommand(key)}" on the server's console.`,
            `If they are equal, add this line to known-hosts (or run: ${trustCommand(endpoint)}): ${lineFor(endpoint, key)}`
        ].join(' ')
    });
}
function changedKey(endpoint, key, expected) {
    const shown = describeKey(key);
    return new core .mG('DK_HOST_KEY_CHANGED', {
        host: endpoint.name,
        message: `The host key of ${endpoint.name} is not the pinned one: the server shows ${shown}, pinned is ${expected.join(' or ')}`,
        remedy: [
            'Either the server was reinstalled, or someone is in between: nothing was sent.',
            `Compare the shown fingerprint with the output of "${fingerprintCommand(key)}" on the server's console.`,
            `Only if they are equal, replace the pinned key by this line (or run: ${trustCommand(endpoint)}): ${lineFor(endpoint, key)}`
        ].join(' ')
    });
}
function revokedKey(endpoint, key) {
    return new core .mG('DK_HOST_KEY_CHANGED', {
        host: endpoint.name,
        message: `The host key of ${endpoint.name} is marked @revoked in known_hosts: the server shows ${describeKey(key)}`,
        remedy: 'Do not connect until the server has new host keys, and pin those. If the mark is wrong, remove that line from known-hosts.'
    });
}
function lineFor({ address, port }, key) {
    return renderKnownHostsLine(address, port, key);
}
function trustCommand({ address, port }) {
    return `deploy-kit trust --host ${address}${port === 22 ? '' : ` --port ${port}`}`;
}
function fingerprintCommand(key) {
    const type = keyTypeOf(key).startsWith('ecdsa') ? 'ecdsa' : keyTypeOf(key).replace('ssh-', '');
    return `ssh-keygen -lf /etc/ssh/ssh_host_${type}_key.pub`;
}

;
function readCredentials(settings, privateKey) {
    if (privateKey === undefined && settings.agentSocket === undefined) {
        throw new core .mG('DK_KEY_INVALID', {
            message: 'There is no private key, and no SSH agent to ask for one',
            remedy: [
                'Give the text of a private key (in a workflow: private-key: ${{ secrets.SSH_PRIVATE_KEY }}),',
                'or start an agent: eval "$(ssh-agent)"; ssh-add'
            ].join(' ')
        });
    }
    const key = privateKey === undefined ? undefined : readPrivateKey(privateKey.reveal(), settings.passphrase?.reveal());
    return { key, agentSocket: settings.agentSocket };
}
function listLoginMethods({ key, agentSocket }, username) {
    return [
        ...(key === undefined ? [] : [{ type: 'publickey', username, key: key.key }]),
        ...(agentSocket === undefined ? [] : [{ type: 'agent', username, agent: agentSocket }])
    ];
}
async function authenticationFailed({ endpoint, credentials, allowedMethods, words }) {
    const { name, user, address, port } = endpoint;
    const offered = await describeOffer(credentials);
    const allowed = allowedMethods.length === 0 ? '' : `; the server allows: ${allowedMethods.join(', ')}`;
    const said = words.length === 0 ? '' : ` (${words.join('; ')})`;
    const hasDeafAgent = credentials.key === undefined && offered.endsWith(DEAF);
    return new core .mG('DK_AUTHENTICATION_FAILED', {
        host: name,
        message: `${name} does not let ${user} log in at ${address} port ${port} with ${offered}${allowed}${said}`,
        remedy: hasDeafAgent ? 'Start the agent: eval "$(ssh-agent)"; ssh-add. Or give the input private-key' : adviseLogin(user, credentials)
    });
}
function adviseLogin(user, { key }) {
    const log = 'The log of the SSH server tells why: journalctl -u ssh.';
    if (key === undefined)
        return `${log} Add the public key to ~${user}/.ssh/authorized_keys on the server, and the private key to the agent: ssh-add`;
    return `${log} Check that the user is right, and that ~${user}/.ssh/authorized_keys on the server has this line: ${key.publicKey}`;
}
const DEAF = 'which does not answer';
async function describeOffer({ key, agentSocket }) {
    const offers = [
        ...(key === undefined ? [] : [`the key ${key.publicKeyType} ${key.fingerprint}`]),
        ...(agentSocket === undefined ? [] : [await describeAgent(agentSocket)])
    ];
    return offers.join(' or ');
}
function describeAgent(socketPath) {
    return new Promise((resolve) => {
        lib.createAgent(socketPath).getIdentities((error, keys = []) => {
            if (error !== undefined && error !== null)
                return resolve(`the agent at ${socketPath}, ${DEAF}`);
            const known = keys.filter((key) => typeof key === 'object' && 'getPublicSSH' in key);
            const fingerprints = known.map((key) => fingerprintOf(key.getPublicSSH()));
            resolve(`the keys of the agent (${fingerprints.length === 0 ? 'it has none: ssh-add' : fingerprints.join(', ')})`);
        });
    });
}

;
const KEEPALIVES = 3;
function endWhenSilent(stream, keepaliveSeconds) {
    let silentTurns = 0;
    const timer = setInterval(() => {
        silentTurns++;
        if (silentTurns > KEEPALIVES)
            stream.destroy();
    }, keepaliveSeconds * 1000);
    timer.unref();
    stream.on('data', () => (silentTurns = 0));
    stream.once('close', () => clearInterval(timer));
}

;
function prepareKeys(client) {
    client.on('handshake', () => {
        const { _protocol: protocol } = client;
        replaceKey(protocol?._cipher, '_encKey');
        replaceKey(protocol?._decipher, '_decipherKey');
    });
}
function replaceKey(cipher, name) {
    if (cipher === undefined)
        return;
    const bytes = Reflect.get(cipher, name);
    if (Buffer.isBuffer(bytes))
        Reflect.set(cipher, name, (0,external_node_crypto_.createSecretKey)(bytes));
}

;
const CLOSED = 'the connection was closed';
async function openClient(request) {
    let algorithms = request.hostKeys.algorithms;
    let mismatch;
    while (algorithms.length > 0) {
        try {
            return await handshake(request, algorithms, await request.openStream());
        }
        catch (thrown) {
            if (mismatch !== undefined && thrown instanceof NoSuchHostKey)
                break;
            if (!(thrown instanceof HostKeyMismatch))
                throw thrown instanceof NoSuchHostKey ? thrown.error : thrown;
            mismatch ??= thrown;
            if (!request.hostKeys.anyOf)
                break;
            algorithms = withoutTypeOf(thrown.key, algorithms);
        }
    }
    throw mismatch?.error ?? new Error('No host key algorithm');
}
class HostKeyMismatch extends Error {
    key;
    error;
    constructor(key, error) {
        super(error.message);
        this.key = key;
        this.error = error;
    }
}
class NoSuchHostKey extends Error {
    error;
    constructor(error) {
        super(error.message);
        this.error = error;
    }
}
async function handshake(request, algorithms, stream) {
    const client = new lib.Client();
    prepareKeys(client);
    const attempt = { request, mismatch: undefined, negotiated: false, allowedMethods: [], words: [] };
    try {
        await new Promise((resolve, reject) => {
            client.once('ready', resolve);
            client.once('handshake', () => void (attempt.negotiated = true));
            client.on('error', (error) => {
                if (error.level === 'agent')
                    attempt.words.push(`agent: ${error.message}`);
                else
                    reject(error);
            });
            client.once('close', () => reject(new Error(CLOSED)));
            client.connect(renderConfig(attempt, algorithms, stream));
        });
        return { client, stream };
    }
    catch (thrown) {
        stream.destroy();
        throw await explain(attempt, thrown);
    }
}
function renderConfig(attempt, algorithms, sock) {
    const { request } = attempt;
    const methods = listLoginMethods(request.credentials, request.endpoint.user);
    return {
        sock,
        username: request.endpoint.user,
        readyTimeout: request.timeoutSeconds * 1000,
        keepaliveInterval: request.keepaliveSeconds * 1000,
        keepaliveCountMax: Infinity,
        algorithms: { serverHostKey: [...algorithms] },
        ...(request.onDebug === undefined ? {} : { debug: request.onDebug }),
        hostVerifier(key) {
            const error = request.hostKeys.check(key);
            if (error !== undefined)
                attempt.mismatch = new HostKeyMismatch(key, error);
            return error === undefined;
        },
        authHandler(allowed) {
            attempt.allowedMethods = Array.isArray(allowed) ? allowed : [];
            return methods.shift() ?? false;
        }
    };
}
async function explain(attempt, thrown) {
    const { request, mismatch, negotiated, allowedMethods } = attempt;
    if (mismatch !== undefined)
        return mismatch;
    const text = messageOf(thrown);
    const level = levelOf(thrown);
    if (level === 'client-timeout')
        return tooSlow(request, negotiated);
    if (negotiated && (level === 'client-socket' || text === CLOSED))
        return brokeDuringLogin(request, text);
    if (negotiated) {
        const words = level === 'client-authentication' ? attempt.words : [...attempt.words, text];
        return authenticationFailed({ endpoint: request.endpoint, credentials: request.credentials, allowedMethods, words });
    }
    const error = noGreeting(request, text);
    return text.includes('no matching host key') ? new NoSuchHostKey(error) : error;
}
function tooSlow({ endpoint, timeoutSeconds }, negotiated) {
    const what = negotiated ? 'did not finish the login' : 'sent no SSH greeting';
    return new core .mG('DK_HOST_UNREACHABLE', {
        host: endpoint.name,
        message: `${endpoint.name} (${endpoint.address} port ${endpoint.port}) accepted the connection but ${what} within ${timeoutSeconds} s`,
        remedy: negotiated
            ? 'Look at the load and the log of the SSH server (journalctl -u ssh): often DNS or PAM is slow. connect-timeout gives it more time'
            : 'Check that an SSH server listens on this port, and that no firewall or proxy answers in its place'
    });
}
function brokeDuringLogin({ endpoint }, text) {
    return new core .mG('DK_HOST_UNREACHABLE', {
        host: endpoint.name,
        message: `The connection to ${endpoint.name} (${endpoint.address} port ${endpoint.port}) broke during the login: ${text}`,
        remedy: 'Look at the log of the SSH server (journalctl -u ssh): it may have been restarted, or it refuses this address or user without a word'
    });
}
function noGreeting({ endpoint }, text) {
    const algorithms = 'HostKeyAlgorithms, KexAlgorithms, Ciphers';
    return new core .mG('DK_HOST_UNREACHABLE', {
        host: endpoint.name,
        message: `${endpoint.name} (${endpoint.address} port ${endpoint.port}) answered, but no SSH connection could be made: ${text}`,
        remedy: text.includes('no matching')
            ? `The server allows none of the algorithms that deploy-kit knows: see its sshd_config (${algorithms}), or update it`
            : 'Check that this is the port of an SSH server; it may also be refusing this address (MaxStartups, PerSourcePenalties, fail2ban)'
    });
}

;
const ADMINISTRATIVELY_PROHIBITED = 1;
class ForwardingRefused extends Error {
}
class ConnectFailed extends Error {
    code;
    constructor(message, code) {
        super(message);
        this.code = code;
    }
}
function openForward(client, address, port) {
    return new Promise((resolve, reject) => {
        client.forwardOut('127.0.0.1', 0, address, port, (error, channel) => {
            if (error === undefined) {
                channel.on('error', () => undefined);
                resolve(channel);
            }
            else {
                reject(open_forward_explain(error, `${address}:${port}`));
            }
        });
    });
}
function forwardingRefused(host, cause) {
    return new core .mG('DK_FORWARDING_REFUSED', {
        host,
        message: `The SSH server of ${host} does not allow TCP forwarding`,
        remedy: [
            'Allow it for the deploy user: in sshd_config AllowTcpForwarding local, and PermitOpen if it is set;',
            'in authorized_keys neither "no-port-forwarding" nor "restrict"'
        ].join(' '),
        cause
    });
}
function open_forward_explain(error, target) {
    const reason = 'reason' in error ? error.reason : undefined;
    if (reason === undefined)
        return new ConnectFailed('the SSH connection was closed', 'ECONNRESET');
    const text = error.message.replace('(SSH) Channel open failure: ', '').toLowerCase() || 'connect failed';
    if (reason === ADMINISTRATIVELY_PROHIBITED)
        return new ForwardingRefused(`${target}: ${text}`);
    return new ConnectFailed(`${target}: ${text}`, open_forward_codeOf(text));
}
function open_forward_codeOf(text) {
    if (text.includes('timed out'))
        return 'ETIMEDOUT';
    if (text.includes('no route') || text.includes('unreachable'))
        return 'EHOSTUNREACH';
    if (text.includes('name') || text.includes('resolve'))
        return 'ENOTFOUND';
    return 'ECONNREFUSED';
}
var external_node_net_ = __webpack_require__(77030);
;
async function openSocket(endpoint, timeoutSeconds) {
    const socket = external_node_net_.connect({ host: endpoint.address, port: endpoint.port, noDelay: true });
    const timer = setTimeout(() => socket.destroy(new TimedOut()), timeoutSeconds * 1000);
    try {
        await new Promise((resolve, reject) => {
            socket.once('connect', resolve);
            socket.once('error', reject);
        });
        return socket;
    }
    catch (thrown) {
        socket.destroy();
        throw unreachable(endpoint, thrown, timeoutSeconds);
    }
    finally {
        clearTimeout(timer);
    }
}
class TimedOut extends Error {
    code = 'DEADLINE';
}
const DEADLINE_REMEDY = 'Check that the host is up and that a firewall or security group lets this machine through to the port';
const REASONS = {
    ECONNREFUSED: ['the connection was refused', 'Check the port, and that the SSH server runs: systemctl status ssh'],
    ENOTFOUND: ['the name is not known to DNS', 'Check the spelling of the address, and that the name is known outside your network, too'],
    EAI_AGAIN: ['DNS does not answer', 'Check the name resolution of the machine that runs deploy-kit, and try again'],
    EHOSTUNREACH: ['there is no route to it', 'Check that the host is up and that this network can reach it (VPN, jump host)'],
    ENETUNREACH: ['there is no route to its network', 'Check that this network can reach it (VPN, jump host, IPv6)'],
    ECONNRESET: ['the connection was reset', 'A firewall or the server closes connections from here: check its rules and the log of sshd']
};
function unreachable(endpoint, thrown, timeoutSeconds) {
    const code = codeOf(thrown);
    const timedOut = code === 'DEADLINE' || code === 'ETIMEDOUT';
    const [what, remedy] = timedOut
        ? [`no answer within ${timeoutSeconds} s`, DEADLINE_REMEDY]
        : (REASONS[code] ?? [messageOf(thrown), 'Check the address and the port']);
    return new core .mG('DK_HOST_UNREACHABLE', {
        host: endpoint.name,
        message: `Cannot reach ${endpoint.name} at ${endpoint.address} port ${endpoint.port}: ${what}`,
        remedy,
        cause: thrown
    });
}

;
const KEEPALIVE_SECONDS = 15;
const CLOSE_MS = 1000;
class SshConnection {
    host;
    client;
    #stream;
    #via;
    #closed;
    #isLost = false;
    constructor(host, { client, stream }, via) {
        this.host = host;
        this.client = client;
        this.#stream = stream;
        this.#via = via;
        client.on('error', () => stream.destroy());
        this.#closed = new Promise((resolve) => {
            client.once('close', () => {
                this.#isLost = true;
                resolve();
            });
        });
        stream.prependListener('data', () => this.corked(() => undefined));
    }
    get isLost() {
        return this.#isLost;
    }
    corked(send) {
        this.#stream.cork();
        process.nextTick(() => this.#stream.uncork());
        return send();
    }
    async close() {
        this.client.end();
        const timer = setTimeout(() => this.#stream.destroy(), CLOSE_MS);
        await this.#closed;
        clearTimeout(timer);
        await this.#via?.close();
    }
}
async function connect(host, settings, options = {}) {
    const credentials = readCredentials(settings, settings.privateKey);
    const repairs = credentials.key?.repairs ?? [];
    if (repairs.length > 0) {
        const fingerprint = credentials.key?.fingerprint ?? '';
        options.onWarning?.(`The private key was damaged and could be repaired (${repairs.join(', ')}). Its public fingerprint is ${fingerprint}: compare it with the server's authorized_keys`);
    }
    const jumps = await connectJumps(settings, options);
    return closingOnFailure(jumps, () => login({ endpoint: host, credentials, via: jumps, settings, options }));
}
async function connectJumps(settings, options = {}) {
    const hops = settings.jumps.map(({ privateKey = settings.privateKey, ...jump }) => ({
        endpoint: { ...jump, name: `jump host ${jump.address}` },
        credentials: readCredentials(settings, privateKey)
    }));
    let via;
    for (const hop of hops) {
        const previous = via;
        via = await closingOnFailure(previous, () => login({ ...hop, via: previous, settings, options }));
    }
    return via;
}
async function openStream(endpoint, via, timeoutSeconds) {
    if (via === undefined)
        return openSocket(endpoint, timeoutSeconds);
    const { name, address, port } = endpoint;
    try {
        return await openForward(via.client, address, port);
    }
    catch (thrown) {
        if (thrown instanceof ForwardingRefused)
            throw forwardingRefused(via.host, thrown);
        throw new core .mG('DK_HOST_UNREACHABLE', {
            host: name,
            message: `Cannot reach ${name} at ${address} port ${port} from the ${via.host}: ${messageOf(thrown)}`,
            remedy: `Check that the jump host knows it by this address; try there: nc -vz ${address} ${port}`,
            cause: thrown
        });
    }
}
async function closingOnFailure(connection, run) {
    try {
        return await run();
    }
    catch (thrown) {
        await connection?.close();
        throw thrown;
    }
}
async function login({ endpoint, credentials, via, settings, options }) {
    const timeoutSeconds = settings.connectTimeoutSeconds;
    const keepaliveSeconds = options.keepaliveSeconds ?? KEEPALIVE_SECONDS;
    const loggedIn = await openClient({
        endpoint,
        credentials,
        hostKeys: makeHostKeyCheck(settings.knownHosts, endpoint),
        openStream: () => openStream(endpoint, via, timeoutSeconds),
        timeoutSeconds,
        keepaliveSeconds,
        onDebug: options.onDebug
    });
    endWhenSilent(loggedIn.stream, keepaliveSeconds);
    return new SshConnection(endpoint.name, loggedIn, via);
}

;
async function scanHostKeys(host, settings) {
    const via = await connectJumps(settings);
    return closingOnFailure(via, async () => {
        const keys = [];
        for (const algorithm of hostKeyAlgorithms) {
            const key = await readHostKey(host, algorithm, { via, timeoutSeconds: settings.connectTimeoutSeconds });
            if (key !== undefined)
                keys.push(describe(host, key));
        }
        await via?.close();
        return keys;
    });
}
async function readHostKey(host, algorithm, route) {
    const stream = await openStream(host, route.via, route.timeoutSeconds);
    const client = new lib.Client();
    try {
        return await new Promise((resolve, reject) => {
            client.on('error', (error) => {
                if (error.message.includes('no matching host key'))
                    resolve(undefined);
                else
                    reject(handshakeFailed(host, error.message));
            });
            client.once('close', () => reject(handshakeFailed(host, 'the connection was closed')));
            client.connect({
                sock: stream,
                username: host.user,
                readyTimeout: route.timeoutSeconds * 1000,
                algorithms: { serverHostKey: [algorithm] },
                hostVerifier(key) {
                    resolve(Buffer.from(key));
                    return false;
                }
            });
        });
    }
    finally {
        stream.destroy();
    }
}
function describe(host, key) {
    const line = renderKnownHostsLine(host.address, host.port, key);
    return { algorithm: keyTypeOf(key), key: key.toString('base64'), fingerprint: fingerprintOf(key), line };
}
function handshakeFailed(host, words) {
    return new core .mG('DK_HOST_UNREACHABLE', {
        host: host.name,
        message: `${host.name} (${host.address} port ${host.port}) answered, but showed no host key: ${words}`,
        remedy: 'Check that this is the port of an SSH server'
    });
}
var external_node_child_process_ = __webpack_require__(31421);
var external_node_os_ = __webpack_require__(48161);
var external_node_events_ = __webpack_require__(78474);
var external_node_stream_ = __webpack_require__(57075);
;
const WRITE_BYTES = 256 * 1024;
async function sendStdin(source, target) {
    if (source instanceof external_node_stream_.Readable) {
        const stop = () => void source.destroy();
        target.ended.addEventListener('abort', stop, { once: true });
        if (target.ended.aborted)
            stop();
    }
    try {
        for await (const chunk of gather(source)) {
            if (target.ended.aborted)
                return;
            const isFull = !target.corked(() => target.stdin.write(chunk));
            if (isFull && !(await hasDrained(target)))
                return;
        }
        target.stdin.end();
    }
    catch (thrown) {
        if (!target.ended.aborted)
            throw thrown;
    }
}
async function hasDrained({ stdin, ended }) {
    return (0,external_node_events_.once)(stdin, 'drain', { signal: ended }).then(() => true, () => false);
}
async function* gather(source) {
    if (source === undefined)
        return;
    if (!(source instanceof external_node_stream_.Readable)) {
        const text = source instanceof core .zh ? source.reveal() : source;
        const bytes = typeof text === 'string' ? Buffer.from(text) : text;
        for (let start = 0; start < bytes.length; start += WRITE_BYTES)
            yield bytes.subarray(start, start + WRITE_BYTES);
        return;
    }
    let waiting = [];
    let size = 0;
    for await (const chunk of source) {
        const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
        waiting.push(bytes);
        size += bytes.length;
        if (size < WRITE_BYTES && source.readableLength > 0)
            continue;
        yield waiting.length === 1 ? bytes : Buffer.concat(waiting);
        waiting = [];
        size = 0;
    }
    if (size > 0)
        yield Buffer.concat(waiting);
}
var tail_capture = __webpack_require__(34401);
;
const KEEP_STDOUT_BYTES = 16 * 1024 * 1024;
const KEEP_STDERR_BYTES = 64 * 1024;
async function followSession(session, request, startedMs) {
    const stdout = new tail_capture .V(request.keepStdoutBytes ?? KEEP_STDOUT_BYTES);
    const stderr = new tail_capture .V(KEEP_STDERR_BYTES);
    const finished = new AbortController();
    read(session.stdout, { into: stdout, tell: request.onStdout, until: finished.signal });
    read(session.stderr, { into: stderr, tell: request.onStderr, until: finished.signal });
    const sending = sendStdin(request.stdin, { stdin: session.stdin, ended: finished.signal, corked: session.corked });
    const early = stopEarly(request);
    try {
        const failing = sending.then(() => new Promise(() => undefined));
        const ending = await Promise.race([session.ended, early.ending, failing]);
        if (ending.kind === 'timed-out' || ending.kind === 'cancelled')
            session.close();
        return endRun(ending, { stdout, stderr, startedMs });
    }
    catch (thrown) {
        session.close();
        throw thrown;
    }
    finally {
        early.forget();
        finished.abort();
    }
}
function endUnstarted(ending, startedMs) {
    return endRun(ending, { stdout: new tail_capture .V(0), stderr: new tail_capture .V(0), startedMs });
}
function endRun(ending, { stdout, stderr, startedMs }) {
    return { ending, stdout: stdout.toString(), stderr: stderr.toString(), durationMs: performance.now() - startedMs };
}
function read(stream, { into, tell, until }) {
    stream.on('data', (chunk) => {
        if (until.aborted)
            return;
        into.add(chunk);
        tell?.(chunk);
    });
}
function stopEarly({ signal, timeoutSeconds }) {
    let forget = () => undefined;
    const ending = new Promise((resolve) => {
        const cancel = () => resolve({ kind: 'cancelled' });
        signal?.addEventListener('abort', cancel, { once: true });
        if (signal?.aborted === true)
            cancel();
        const timer = timeoutSeconds === undefined ? undefined : setTimeout(() => resolve({ kind: 'timed-out' }), timeoutSeconds * 1000);
        forget = () => {
            signal?.removeEventListener('abort', cancel);
            clearTimeout(timer);
        };
    });
    return { ending, forget: () => forget() };
}

;
const IN_CLEAN_ENVIRONMENT = [
    'exec env -i "HOME=$HOME" "PATH=$PATH" ${USER:+"USER=$USER"} ${LOGNAME:+"LOGNAME=$LOGNAME"}',
    '${LANG:+"LANG=$LANG"} ${LC_ALL:+"LC_ALL=$LC_ALL"} ${TMPDIR:+"TMPDIR=$TMPDIR"}',
    '${XDG_RUNTIME_DIR:+"XDG_RUNTIME_DIR=$XDG_RUNTIME_DIR"} ${DOCKER_HOST:+"DOCKER_HOST=$DOCKER_HOST"} sh -c "$1"'
].join(' ');
function openLocal(host) {
    return new LocalTransport(host.name);
}
class LocalTransport {
    host;
    #endings = new Set();
    #isClosed = false;
    constructor(host) {
        this.host = host;
    }
    async run(request) {
        const startedMs = performance.now();
        if (this.#isClosed)
            return endUnstarted({ kind: 'connection-lost', sent: false }, startedMs);
        if (request.signal?.aborted === true)
            return endUnstarted({ kind: 'cancelled' }, startedMs);
        const words = ['-c', IN_CLEAN_ENVIRONMENT, 'deploy-kit', request.line];
        const child = (0,external_node_child_process_.spawn)('sh', words, { cwd: external_node_os_.homedir(), detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
        let lose = () => undefined;
        const lost = new Promise((resolve) => {
            lose = () => {
                endGroup(child);
                resolve({ kind: 'connection-lost', sent: true });
            };
        });
        this.#endings.add(lose);
        try {
            return await followSession(followChild(child, lost), request, startedMs);
        }
        finally {
            this.#endings.delete(lose);
        }
    }
    async forward(address, port) {
        const socket = external_node_net_.connect({ host: address, port, noDelay: true, allowHalfOpen: true });
        await new Promise((resolve, reject) => {
            socket.once('connect', resolve);
            socket.once('error', reject);
        });
        socket.on('error', () => undefined);
        return socket;
    }
    async close() {
        this.#isClosed = true;
        for (const lose of this.#endings)
            lose();
        return Promise.resolve();
    }
}
function followChild(child, lost) {
    for (const stream of [child.stdin, child.stdout, child.stderr])
        stream.on('error', () => undefined);
    const ended = new Promise((resolve) => {
        child.once('error', () => resolve({ kind: 'unknown' }));
        child.once('close', (code, signal) => {
            if (code !== null)
                resolve({ kind: 'exited', code });
            else
                resolve(signal === null ? { kind: 'unknown' } : { kind: 'signalled', signal });
        });
    });
    return {
        stdin: child.stdin,
        stdout: child.stdout,
        stderr: child.stderr,
        ended: Promise.race([ended, lost]),
        close: () => endGroup(child),
        corked: (send) => send()
    };
}
function endGroup(child) {
    for (const stream of [child.stdin, child.stdout, child.stderr])
        stream.destroy();
    if (child.pid === undefined)
        return;
    try {
        process.kill(-child.pid, 'SIGTERM');
    }
    catch {
    }
}
var promises_ = __webpack_require__(58500);
;
const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 50;
async function openSession({ connection, limit, line, signal }) {
    for (let attempt = 1;;) {
        if (!(await limit.acquire(signal)))
            return { kind: 'cancelled' };
        const answer = await startCommand(connection, line);
        if (answer.kind === 'opened') {
            limit.started();
            return answer;
        }
        const hasOthers = limit.refused();
        if (answer.kind === 'lost')
            return answer;
        if (answer.kind === 'broken')
            throw channelRefused(connection.host, answer.words);
        if (hasOthers)
            continue;
        if (attempt === ATTEMPTS)
            throw channelRefused(connection.host, answer.words);
        await (0,promises_.setTimeout)(FIRST_PAUSE_MS * 2 ** (attempt - 1));
        attempt++;
    }
}
function startCommand(connection, line) {
    return new Promise((resolve) => {
        if (connection.isLost)
            return resolve({ kind: 'lost', sent: false });
        try {
            connection.client.exec(line, (error, channel) => {
                if (error === undefined)
                    resolve({ kind: 'opened', channel, told: waitForEnd(channel) });
                else if ('reason' in error)
                    resolve({ kind: 'refused', words: error.message });
                else if (connection.isLost)
                    resolve({ kind: 'lost', sent: error.message === UNANSWERED });
                else
                    resolve({ kind: 'broken', words: 'it opens one, but starts no command in it' });
            });
        }
        catch {
            resolve({ kind: 'lost', sent: false });
        }
    });
}
const UNANSWERED = 'Unable to exec';
async function waitForEnd(channel) {
    let told = { kind: 'unknown' };
    channel.on('error', () => undefined);
    channel.on('exit', (code, signal) => {
        if (code !== null)
            told = { kind: 'exited', code };
        else if (signal !== undefined)
            told = { kind: 'signalled', signal };
    });
    const closed = new Promise((resolve) => void channel.once('close', () => resolve()));
    const read = new Promise((resolve) => void channel.stderr.once('end', () => resolve()));
    await Promise.all([closed, read]);
    return told;
}
function channelRefused(host, words) {
    return new core .mG('DK_CHANNEL_REFUSED', {
        host,
        message: `The SSH server of ${host} accepts the login, but no session: ${words}`,
        remedy: 'Check MaxSessions and ForceCommand in its sshd_config, the shell of the deploy user (/etc/passwd), and its limits (ulimit -u)'
    });
}

;
class SessionLimit {
    #limit;
    #taken = 0;
    #running = 0;
    #waiting = [];
    constructor(limit) {
        this.#limit = limit;
    }
    async acquire(signal) {
        if (signal?.aborted === true)
            return false;
        if (this.#taken < this.#limit && this.#waiting.length === 0) {
            this.#taken++;
            return true;
        }
        return new Promise((resolve) => {
            const give = () => {
                signal?.removeEventListener('abort', abandon);
                resolve(true);
            };
            const abandon = () => {
                this.#waiting.splice(this.#waiting.indexOf(give), 1);
                resolve(false);
            };
            signal?.addEventListener('abort', abandon, { once: true });
            this.#waiting.push(give);
        });
    }
    started() {
        this.#running++;
    }
    ended() {
        this.#running--;
        this.#release();
    }
    refused() {
        this.#limit = Math.max(1, Math.min(this.#limit, this.#taken - 1));
        this.#release();
        return this.#running > 0;
    }
    #release() {
        this.#taken--;
        this.#admit();
    }
    #admit() {
        while (this.#taken < this.#limit) {
            const next = this.#waiting.shift();
            if (next === undefined)
                return;
            this.#taken++;
            next();
        }
    }
}

;
const MOST_SESSIONS = 8;
async function openSsh(host, settings, options = {}) {
    return new SshTransport(host.name, await connect(host, settings, options));
}
class SshTransport {
    host;
    #connection;
    #limit = new SessionLimit(MOST_SESSIONS);
    constructor(host, connection) {
        this.host = host;
        this.#connection = connection;
    }
    async run(request) {
        const startedMs = performance.now();
        const opening = openSession({ connection: this.#connection, limit: this.#limit, line: request.line, signal: request.signal });
        const stopped = await findStop(opening, request);
        if (stopped !== undefined) {
            opening.then((late) => this.#abandon(late)).catch(() => undefined);
            return endUnstarted(stopped, startedMs);
        }
        const opened = await opening;
        if (opened.kind === 'cancelled')
            return endUnstarted({ kind: 'cancelled' }, startedMs);
        if (opened.kind === 'lost')
            return endUnstarted({ kind: 'connection-lost', sent: opened.sent }, startedMs);
        try {
            return await followSession(followChannel(this.#connection, opened), request, startedMs);
        }
        finally {
            this.#limit.ended();
        }
    }
    async forward(address, port) {
        if (this.#connection.isLost)
            throw connectionLost(this.host);
        try {
            return await openForward(this.#connection.client, address, port);
        }
        catch (thrown) {
            if (this.#connection.isLost)
                throw connectionLost(this.host);
            throw thrown instanceof ForwardingRefused ? forwardingRefused(this.host, thrown) : thrown;
        }
    }
    close() {
        return this.#connection.close();
    }
    #abandon(late) {
        if (late.kind !== 'opened')
            return;
        late.channel.close();
        this.#limit.ended();
    }
}
async function findStop(opening, request) {
    const early = stopEarly(request);
    const opened = opening.then(() => undefined, () => undefined);
    return Promise.race([opened, early.ending]).finally(early.forget);
}
function followChannel(connection, { channel, told }) {
    return {
        stdin: channel,
        stdout: channel,
        stderr: channel.stderr,
        ended: told.then((ending) => (connection.isLost ? { kind: 'connection-lost', sent: true } : ending)),
        close: () => channel.close(),
        corked: (send) => connection.corked(send)
    };
}
function connectionLost(host) {
    return new core .mG('DK_CONNECTION_LOST', {
        host,
        message: `The SSH connection to ${host} is closed`,
        remedy: 'Check the network and the log of the SSH server, and run it again'
    });
}

;
async function openTransport(host, settings, options = {}) {
    return host.kind === 'local' ? openLocal(host) : openSsh(host, settings, options);
}
var external_node_fs_promises_ = __webpack_require__(51455);
;
async function appendText(path, text) {
    await (0,external_node_fs_promises_.appendFile)(path, text);
}
var external_node_fs_ = __webpack_require__(73024);
var external_node_path_ = __webpack_require__(76760);
;
function openTextLog(file) {
    let descriptor = text_log_open(file);
    return {
        write: (line) => {
            if (descriptor === undefined)
                return;
            try {
                (0,external_node_fs_.writeSync)(descriptor, `${line}\n`);
            }
            catch {
                descriptor = undefined;
            }
        },
        close: () => {
            if (descriptor !== undefined)
                (0,external_node_fs_.closeSync)(descriptor);
            descriptor = undefined;
        }
    };
}
function text_log_open(file) {
    try {
        (0,external_node_fs_.mkdirSync)(external_node_path_.dirname(external_node_path_.resolve(file)), { recursive: true });
        return (0,external_node_fs_.openSync)(file, 'a', 0o600);
    }
    catch (cause) {
        throw new core .mG('DK_INPUT_INVALID', {
            message: `The log file ${file} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
            remedy: 'Give --log-file a path in a folder that you may write to; nothing has been changed',
            cause
        });
    }
}

;
function parseHistory(text) {
    return text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map(parseEntry)
        .toReversed();
}
function parseEntry(line) {
    try {
        const { CreatedBy: createdBy, Size: size } = JSON.parse(line);
        return { createdBy: String(createdBy), sizeBytes: Number(size) };
    }
    catch {
        return { createdBy: '', sizeBytes: 0 };
    }
}
const MAKES_LAYER = /^(?:(?:RUN|COPY|ADD|WORKDIR)\b|\/bin\/sh -c (?:#\(nop\) +(?:COPY|ADD|WORKDIR)\b|(?!#\(nop\))))/;
function sizeLayers(count, history) {
    const made = history.filter(({ createdBy, sizeBytes }) => sizeBytes > 0 || MAKES_LAYER.test(createdBy));
    return made.length === count ? made.map(({ sizeBytes }) => sizeBytes) : undefined;
}

;
class SourceProblems {
    #source;
    #problems = [];
    #secrets = [];
    constructor(source) {
        this.#source = source;
    }
    add(problem) {
        this.#problems.push(problem);
    }
    addSecret(path) {
        this.#secrets.push(path);
    }
    throwIfAny() {
        const secrets = this.#secrets.length === 0 ? [] : [`these files hold secrets: ${enumerate(this.#secrets)}`];
        const problems = [...secrets, ...this.#problems];
        if (problems.length === 0)
            return;
        const remedies = [
            ...(this.#secrets.length === 0 ? [] : ['Exclude the secrets by `exclude` or .deployignore, or name them in `include` if they must be deployed']),
            ...(this.#problems.length === 0 ? [] : ['Mend or exclude what is named'])
        ];
        throw new core .mG('DK_SOURCE_INVALID', {
            message: `The source ${this.#source} cannot be deployed: ${enumerate(problems, '; ')}`,
            remedy: remedies.join('. ')
        });
    }
}
function sourceError(message, remedy, cause) {
    return new core .mG('DK_SOURCE_INVALID', { message, remedy, cause });
}
function describeFailure(thrown) {
    const code = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : undefined;
    const known = {
        EACCES: 'permission denied',
        EPERM: 'not permitted',
        ENOENT: 'there is no such file or folder',
        ENOTDIR: 'a part of the path is not a folder',
        EISDIR: 'it is a folder',
        ELOOP: 'it is a symbolic link, or a loop of them',
        EMFILE: 'too many open files',
        EIO: 'the disk cannot be read'
    };
    return known[code ?? ''] ?? (thrown instanceof Error ? thrown.message : String(thrown));
}
const SHOWN = 20;
function enumerate(items, separator = ', ') {
    const shown = items.slice(0, SHOWN).join(separator);
    return items.length > SHOWN ? `${shown}${separator}and ${items.length - SHOWN} more` : shown;
}

;
const run_docker_IN_CLEAN_ENVIRONMENT = [
    'exec env -i "HOME=$HOME" "PATH=$PATH" ${USER:+"USER=$USER"} ${XDG_RUNTIME_DIR:+"XDG_RUNTIME_DIR=$XDG_RUNTIME_DIR"}',
    '${SSH_AUTH_SOCK:+"SSH_AUTH_SOCK=$SSH_AUTH_SOCK"} ${DOCKER_HOST:+"DOCKER_HOST=$DOCKER_HOST"} ${DOCKER_CONTEXT:+"DOCKER_CONTEXT=$DOCKER_CONTEXT"}',
    '${DOCKER_CONFIG:+"DOCKER_CONFIG=$DOCKER_CONFIG"} ${DOCKER_TLS_VERIFY:+"DOCKER_TLS_VERIFY=$DOCKER_TLS_VERIFY"}',
    '${DOCKER_CERT_PATH:+"DOCKER_CERT_PATH=$DOCKER_CERT_PATH"} docker "$@"'
].join(' ');
const run_docker_KEEP_STDOUT_BYTES = 4 * 1024 * 1024;
const run_docker_KEEP_STDERR_BYTES = 16 * 1024;
const ANSWER_SECONDS = 60;
async function askDocker(words) {
    const running = startDocker(words);
    const stdout = new tail_capture .V(run_docker_KEEP_STDOUT_BYTES);
    running.stdout.on('data', (chunk) => stdout.add(chunk));
    const timer = setTimeout(() => running.stop(), ANSWER_SECONDS * 1000);
    try {
        const { code, stderr } = await running.ended;
        return { code, stderr, stdout: stdout.toString() };
    }
    finally {
        clearTimeout(timer);
    }
}
function startDocker(words) {
    const args = ['-c', run_docker_IN_CLEAN_ENVIRONMENT, 'deploy-kit', ...words];
    const child = (0,external_node_child_process_.spawn)('sh', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const stderr = new tail_capture .V(run_docker_KEEP_STDERR_BYTES);
    child.stderr.on('data', (chunk) => stderr.add(chunk));
    const ended = new Promise((resolve) => {
        child.once('error', (failure) => resolve({ code: undefined, stderr: failure.message }));
        child.once('close', (code) => resolve({ code: code ?? undefined, stderr: stderr.toString().trim() }));
    });
    return {
        stdout: child.stdout,
        ended,
        stop() {
            child.stdout.destroy();
            child.kill();
        }
    };
}
function requireWell(answer, what) {
    if (answer.code === 0)
        return;
    const words = answer.stderr === '' ? `it ended with ${answer.code ?? 'a signal'}` : (answer.stderr.split('\n').at(-1) ?? '');
    throw sourceError(`The Docker Engine of this machine ${what}: ${words}`, 'Look at it with: docker version');
}

;
async function findImages(names) {
    const version = await askDocker(['version', '--format', '{{.Server.Version}}']);
    requireWell(version, 'does not answer');
    const driver = await askDocker(['info', '--format', '{{json .DriverStatus}}']);
    requireWell(driver, 'does not tell how it keeps images');
    return {
        version: version.stdout.trim(),
        store: (0,core .gi)(driver.stdout),
        images: await Promise.all(names.map(findImage))
    };
}
async function findImage(name) {
    const found = await askDocker(['image', 'inspect', '--format', '{{json .}}', '--', name]);
    if (/no such image/i.test(found.stderr))
        return undefined;
    requireWell(found, `does not tell about ${name}`);
    const image = (0,core ._M)(found.stdout);
    if (image === undefined)
        return undefined;
    const history = await askDocker(['history', '--no-trunc', '--human=false', '--format', '{{json .}}', '--', image.id]);
    return { ...image, layerBytes: sizeLayers(image.layers.length, parseHistory(history.stdout)) };
}

;
async function findCommit(folder, source, environment) {
    const git = gitIn(folder, environment);
    const log = await git(['log', '-1', '--no-show-signature', '--format=%H%n%s', 'HEAD']);
    const [id, subject = ''] = log.stdout.split('\n');
    if (log.code !== 0 || id === undefined || !COMMIT_ID.test(id))
        return undefined;
    const apart = source.without === undefined ? [] : [`:(exclude,literal)${source.without}`];
    const scope = source.isFile ? ['--untracked-files=no'] : ['--untracked-files=normal', '--', '.', ...apart];
    const status = await git(['--no-optional-locks', 'status', '--porcelain', ...scope]);
    return { id, subject, isDirty: status.code !== 0 || status.stdout !== '' };
}
async function isAncestor(folder, commits, environment) {
    const { ancestor, commit } = commits;
    if (!COMMIT_ID.test(ancestor) || !COMMIT_ID.test(commit))
        return undefined;
    const git = gitIn(folder, environment);
    const { code } = await git(['merge-base', '--is-ancestor', ancestor, commit]);
    if (code === 0)
        return true;
    if (code !== 1)
        return undefined;
    const shallow = await git(['rev-parse', '--is-shallow-repository']);
    if (shallow.stdout.trim() === 'false')
        return false;
    const reverse = await git(['merge-base', '--is-ancestor', commit, ancestor]);
    return reverse.code === 0 ? false : undefined;
}
async function resolveCommit(folder, name, environment) {
    const git = gitIn(folder, environment);
    for (const candidate of [name, `refs/remotes/origin/${name}`]) {
        const { code, stdout } = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${candidate}^{commit}`]);
        const id = stdout.trim();
        if (code === 0 && COMMIT_ID.test(id))
            return id;
    }
    return undefined;
}
const COMMIT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const SAFE_OPTIONS = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'color.ui=false', '--no-pager'];
function gitIn(folder, environment) {
    const env = cleanEnvironment(environment);
    return (words) => new Promise((resolve) => {
        (0,external_node_child_process_.execFile)('git', ['-C', folder, ...SAFE_OPTIONS, ...words], { env, maxBuffer: 64 * 1024 * 1024, timeout: 60_000 }, (error, stdout) => {
            if (error === null)
                resolve({ code: 0, stdout });
            else
                resolve({ code: typeof error.code === 'number' ? error.code : undefined, stdout });
        });
    });
}
const NEEDED = ['PATH', 'HOME', 'USER', 'LOGNAME', 'TMPDIR', 'XDG_CONFIG_HOME'];
function cleanEnvironment(environment) {
    const kept = Object.entries(environment).filter(([name]) => NEEDED.includes(name));
    return { ...Object.fromEntries(kept), GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C' };
}

;
class HashCache {
    #file;
    #known;
    #seen = new Map();
    #newestTrustedMs;
    #hasNew = false;
    constructor(file, known, now) {
        this.#file = file;
        this.#known = known;
        this.#newestTrustedMs = now - RACY_MS;
    }
    static async open(folder, source, now) {
        const name = (0,external_node_crypto_.createHash)('sha256').update(external_node_path_.resolve(source)).digest('hex').slice(0, 32);
        const file = external_node_path_.join(folder, `${name}.hashes`);
        const text = await (0,external_node_fs_promises_.readFile)(file, 'utf8').catch(() => '');
        return new HashCache(file, parseCache(text), now);
    }
    find(entryPath, stats) {
        const stamp = stampOf(stats);
        const remembered = this.#known.get(entryPath);
        if (remembered?.stamp !== stamp)
            return undefined;
        this.#seen.set(entryPath, remembered);
        return remembered.sha256;
    }
    remember(entryPath, stats, sha256) {
        if (stats.mtimeMs > this.#newestTrustedMs || stats.ctimeMs > this.#newestTrustedMs)
            return;
        this.#seen.set(entryPath, { stamp: stampOf(stats), sha256 });
        this.#hasNew = true;
    }
    async save() {
        if (!this.#hasNew && this.#seen.size === this.#known.size)
            return;
        const temporary = `${this.#file}.${(0,external_node_crypto_.randomBytes)(6).toString('hex')}`;
        try {
            await (0,external_node_fs_promises_.mkdir)(external_node_path_.dirname(this.#file), { recursive: true, mode: 0o700 });
            await (0,external_node_fs_promises_.writeFile)(temporary, renderCache(this.#seen), { mode: 0o600 });
            await (0,external_node_fs_promises_.rename)(temporary, this.#file);
        }
        catch {
            await (0,external_node_fs_promises_.rm)(temporary, { force: true }).catch(() => undefined);
        }
    }
}
const RACY_MS = 2000;
function stampOf({ size, mtimeMs, ctimeMs, ino, dev }) {
    return `${size} ${mtimeMs} ${ctimeMs} ${ino} ${dev}`;
}
const TITLE = 'deploy-kit hashes 1';
function renderCache(entries) {
    const body = [...entries].map(([entryPath, { stamp, sha256 }]) => `${sha256} ${stamp}\t${entryPath}\n`).join('');
    return `${TITLE} ${digestOf(body)}\n${body}`;
}
function parseCache(text) {
    const known = new Map();
    const end = text.indexOf('\n');
    const body = text.slice(end + 1);
    if (text.slice(0, end) !== `${TITLE} ${digestOf(body)}`)
        return known;
    for (const line of body.split('\n')) {
        const tab = line.indexOf('\t');
        if (tab > 65)
            known.set(line.slice(tab + 1), { sha256: line.slice(0, 64), stamp: line.slice(65, tab) });
    }
    return known;
}
function digestOf(text) {
    return (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex');
}

;
function normalizeEntryPath(entryPath) {
    return entryPath.replace(/^(?:\.\/+)+/, '').replace(/\/+$/, '').replace(/^\.$/, '');
}
function readPackageEntries(file, onForeign) {
    return readArchiveEntries((0,external_node_fs_.createReadStream)(file, { highWaterMark: 64 * 1024 }), onForeign);
}
async function* readArchiveEntries(archive, onForeign = () => undefined) {
    const { Parser } = await __webpack_require__.e( 8697).then(__webpack_require__.bind(__webpack_require__, 98697));
    const waiting = [];
    let wake = () => undefined;
    const parser = new Parser({
        strict: true,
        maxDecompressionRatio: Number.POSITIVE_INFINITY,
        onReadEntry(entry) {
            entry.on('error', () => undefined);
            waiting.push(entry);
            wake();
        }
    });
    parser.on('error', () => undefined);
    parser.on('ignoredEntry', (entry) => onForeign({ path: entry.path, kind: entry.type }));
    let isEnded = false;
    let failure;
    let current;
    feed(archive, parser)
        .catch((thrown) => {
        failure = thrown instanceof Error ? thrown : new Error(String(thrown));
        current?.destroy(failure);
    })
        .finally(() => {
        isEnded = true;
        wake();
    });
    try {
        for (;;) {
            if (failure !== undefined)
                throw failure;
            current = waiting.shift();
            if (current !== undefined)
                yield current;
            else if (isEnded)
                return;
            else
                await new Promise((resolve) => (wake = resolve));
        }
    }
    finally {
        archive.destroy();
    }
}
async function feed(archive, parser) {
    const ended = (0,external_node_events_.once)(parser, 'end');
    ended.catch(() => undefined);
    for await (const chunk of archive) {
        if (!parser.write(chunk))
            await Promise.race([(0,external_node_events_.once)(parser, 'drain'), ended]);
    }
    parser.end();
    await ended;
}

;
const MANIFEST = '.deploy-kit/manifest';
const RECORD = '.deploy-kit/record.json';
const SUMS = '.deploy-kit/SHA256SUMS';
const OWN_FILES = [MANIFEST, RECORD, SUMS];
function renderOwnFiles(entries, commit) {
    const manifest = (0,core .MA)(entries);
    const record = `${(0,core .KE)({ schema: 1, commit })}\n`;
    const texts = [manifest, record, renderSums(manifest, record)];
    return OWN_FILES.map((path, index) => ({ path, bytes: Buffer.from(texts[index] ?? '') }));
}
function isOwnFile(path) {
    return OWN_FILES.includes(path);
}
function requireAsMade(found, name) {
    if (!found.some(({ path }) => isOwnFile(path)))
        return;
    const problems = findProblems(found);
    if (problems.length === 0)
        return;
    const shown = problems.slice(0, package_manifest_SHOWN).join('; ');
    throw sourceError(`The package ${name} is not as it was made: ${shown}${problems.length > package_manifest_SHOWN ? `; and ${problems.length - package_manifest_SHOWN} more` : ''}`, 'Make it again with deploy-kit package, and look at how it came here. To deploy files that were changed on purpose, package their folder');
}
const package_manifest_SHOWN = 10;
function findProblems(found) {
    const own = found.slice(0, OWN_FILES.length);
    if (!OWN_FILES.every((path, index) => own[index]?.path === path))
        return ['its manifest is not complete, or not at its beginning'];
    const [manifest = '', record = '', sums] = own.map(({ text }) => text);
    if (sums !== renderSums(manifest, record))
        return ['its manifest was changed'];
    try {
        parseRecord(record);
        return compareTree((0,core .rq)(manifest), found.slice(OWN_FILES.length));
    }
    catch (thrown) {
        if (thrown instanceof core .mG)
            return ['its manifest is damaged, or of a later version of deploy-kit'];
        throw thrown;
    }
}
function compareTree(tree, found) {
    const expected = new Map(tree.entries.map((entry) => [entry.path, (0,core .MA)([entry])]));
    const problems = [];
    const seen = new Set();
    for (const { path, entry } of found) {
        const text = expected.get(path);
        if (seen.has(path))
            problems.push(`${path} is in it twice`);
        else if (text === undefined)
            problems.push(`${path} was added`);
        else if (entry === undefined || (0,core .MA)([entry]) !== text)
            problems.push(`${path} was changed`);
        seen.add(path);
    }
    return [...problems, ...tree.entries.flatMap(({ path }) => (seen.has(path) ? [] : [`${path} is missing`]))];
}
function parseRecord(text) {
    const { schema, commit } = toRecord(parseJson(text)) ?? {};
    const parsed = commit === undefined ? undefined : parseCommit(commit);
    if (schema !== 1 || (commit !== undefined && parsed === undefined))
        throw sourceError('The record of the package is damaged', 'Make the package again');
    return { commit: parsed };
}
function parseCommit(value) {
    const { id, subject, isDirty } = toRecord(value) ?? {};
    if (typeof id !== 'string' || !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(id))
        return undefined;
    return typeof subject === 'string' && typeof isDirty === 'boolean' ? { id, subject, isDirty } : undefined;
}
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
function toRecord(value) {
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
}
function renderSums(manifest, record) {
    const digest = (text) => (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex');
    return `${digest(manifest)}  ${MANIFEST}\n${digest(record)}  ${RECORD}\n`;
}

;
async function readPackageCommit(file) {
    try {
        for await (const entry of readPackageEntries(file)) {
            const path = normalizeEntryPath(entry.path);
            if (!isOwnFile(path))
                return undefined;
            const chunks = [];
            for await (const chunk of entry)
                chunks.push(chunk);
            if (path.endsWith('.json'))
                return parseRecord(Buffer.concat(chunks).toString('utf8'));
        }
        return undefined;
    }
    catch {
        return undefined;
    }
}

;
function nameProblem(entryPath) {
    if (Buffer.byteLength(entryPath) > PATH_BYTES_MAX)
        return `the name ${entryPath.slice(0, 80)}... is too long`;
    if ((0,core .m5)(entryPath))
        return undefined;
    return `the name ${JSON.stringify(entryPath)} cannot be deployed (it is absolute, or has \`..\`, a newline, a carriage return or NUL in it)`;
}
const PATH_BYTES_MAX = 4096;
function fileMode(mode) {
    return (mode & 0o777) | 0o400;
}
function folderMode(mode) {
    return (mode & 0o777) | 0o700;
}
function linkProblems(entries) {
    const links = entries.filter((entry) => entry.type === 'link');
    const linkPaths = new Set(links.map((link) => link.path));
    return links.flatMap(({ path: link, target }) => {
        if (target === '' || /[\0\n\r]/.test(target))
            return [`the link ${link} has a target that cannot be deployed`];
        const leaves = target.startsWith('/') || leavesTree(link, target) || climbsThroughLink(link, target, linkPaths);
        return leaves ? [`the link ${link} points out of the tree (${target})`] : [];
    });
}
function leavesTree(link, target) {
    const resolved = external_node_path_.posix.join(external_node_path_.posix.dirname(link), target);
    return resolved === '..' || resolved.startsWith('../');
}
function climbsThroughLink(link, target, linkPaths) {
    let at = external_node_path_.posix.dirname(link);
    let passedLink = false;
    for (const part of target.split('/')) {
        if (part === '..' && passedLink)
            return true;
        at = external_node_path_.posix.join(at, part);
        passedLink ||= linkPaths.has(at);
    }
    return false;
}
var ignore = __webpack_require__(70298);
;
const IGNORE_FILE = '.deployignore';
const ALWAYS_EXCLUDED = new Set(['.git', '.deploy-kit']);
const PARTIAL = '.partial-';
function createExcludes(options, ignoreFileText = '') {
    const { packagePath } = options;
    const excluded = compile([ignoreFileText, ...options.exclude]);
    const included = compile(options.include);
    return {
        isExcluded(path, isFolder) {
            const name = path.slice(path.lastIndexOf('/') + 1);
            if (ALWAYS_EXCLUDED.has(name) || path === IGNORE_FILE)
                return true;
            if (packagePath !== undefined && (path === packagePath || path.startsWith(packagePath + PARTIAL)))
                return true;
            return excluded?.ignores(isFolder ? `${path}/` : path) ?? false;
        },
        isIncluded: (path) => included?.ignores(path) ?? false
    };
}
function compile(texts) {
    const patterns = texts.flatMap((text) => text.split(/\r?\n/)).filter((line) => line.trim() !== '' && !line.startsWith('#'));
    return patterns.length === 0 ? undefined : ignore({ ignorecase: false }).add(patterns);
}

;
function classifyName(path) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const lower = name.toLowerCase();
    if (lower.startsWith('.env'))
        return TEMPLATE.test(lower) ? undefined : 'env';
    if (PRIVATE_KEY_NAME.test(lower) || lower.endsWith('.ppk'))
        return 'key';
    return lower.endsWith('.pem') || lower.endsWith('.key') ? 'by-content' : undefined;
}
const TEMPLATE = /[._-](?:example|sample|template|tmpl|tpl|dist|defaults?)$/;
const PRIVATE_KEY_NAME = /^id_(?:rsa|dsa|ecdsa|ed25519|ecdsa_sk|ed25519_sk|xmss)$/;
const PRIVATE_KEY_ARMOUR = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----/;
function holdsPrivateKey(bytes) {
    return PRIVATE_KEY_ARMOUR.test(bytes.toString('latin1'));
}

;
async function readPackage(file, request) {
    const records = [];
    let ignoreFileText = '';
    try {
        const foreign = (entry) => void records.push({ path: normalizeEntryPath(entry.path), problem: `${entry.path} is a ${entry.kind}, which cannot be deployed` });
        for await (const entry of readPackageEntries(file, foreign)) {
            const record = await readRecord(entry);
            if (record.path === IGNORE_FILE)
                ignoreFileText = record.text ?? '';
            if (record.path !== '')
                records.push(record);
        }
    }
    catch (failure) {
        const reason = describePackageFailure(failure);
        throw sourceError(`The package ${request.name} cannot be read: ${reason}`, 'Make the package again: tar -czf deployment_package.tar.gz -C <folder> .', failure);
    }
    requireAsMade(records, request.name);
    const problems = new SourceProblems(request.name);
    const tree = assemble(records, createExcludes(request, ignoreFileText), problems);
    problems.throwIfAny();
    if (!tree.some(({ type }) => type !== 'folder')) {
        throw sourceError(`The package ${request.name} holds nothing to deploy`, 'Build the application first, or look at the exclude patterns');
    }
    return (0,core .OW)(tree);
}
function describePackageFailure(failure) {
    const words = failure instanceof Error ? failure.message : '';
    if (/unexpected end of file|Truncated input/i.test(words))
        return 'it is cut off';
    if (words.startsWith('zlib'))
        return 'it is damaged, or was changed after it was made';
    if (words.startsWith('TAR_'))
        return 'it is not a .tar.gz archive, or is damaged';
    return describeFailure(failure);
}
async function readRecord(entry) {
    const path = normalizeEntryPath(entry.path);
    const mode = entry.mode ?? 0o644;
    switch (entry.type) {
        case 'File':
        case 'OldFile':
        case 'ContiguousFile':
            return readFileRecord(entry, path);
        case 'Directory':
            entry.resume();
            return { path, entry: { type: 'folder', path, mode: folderMode(mode) } };
        case 'SymbolicLink':
            entry.resume();
            return { path, entry: { type: 'link', path, target: entry.linkpath ?? '' } };
        case 'Link':
            entry.resume();
            return { path, hardLink: normalizeEntryPath(entry.linkpath ?? ''), mode };
        default:
            entry.resume();
            return { path, problem: `${entry.path} is a ${entry.type}, which cannot be deployed` };
    }
}
const KEPT_BYTES = 16 * 1024 * 1024;
async function readFileRecord(entry, path) {
    const digest = (0,external_node_crypto_.createHash)('sha256');
    const isText = path === IGNORE_FILE || isOwnFile(path);
    const isKept = isText || (classifyName(path) === 'by-content' && entry.size <= KEPT_BYTES);
    const kept = [];
    for await (const chunk of entry) {
        digest.update(chunk);
        if (isKept)
            kept.push(chunk);
    }
    const bytes = Buffer.concat(kept);
    return {
        path,
        entry: { type: 'file', path, mode: fileMode(entry.mode ?? 0o644), sizeBytes: entry.size, sha256: digest.digest('hex') },
        holdsKey: classifyName(path) === 'by-content' && holdsPrivateKey(bytes),
        ...(isText ? { text: bytes.toString('utf8') } : {})
    };
}
function assemble(records, excludes, problems) {
    const entries = new Map();
    const files = new Map(records.flatMap(({ path, entry }) => (entry?.type === 'file' ? [[path, entry]] : [])));
    for (const record of records) {
        const wrongName = nameProblem(record.path);
        if (wrongName !== undefined)
            problems.add(wrongName);
        else if (!isLeftOut(record, excludes))
            addRecord(record, { entries, files, excludes, problems });
    }
    addParents(entries, problems);
    const found = [...entries.values()];
    for (const problem of linkProblems(found))
        problems.add(problem);
    return found;
}
function isLeftOut({ path, entry }, excludes) {
    return excludes.isExcluded(path, entry?.type === 'folder') || parentsOf(path).some((parent) => excludes.isExcluded(parent, true));
}
function addRecord(record, { entries, excludes, problems, files }) {
    const { path } = record;
    const entry = record.entry ?? resolveHardLink(record, files);
    const kind = entry?.type === 'folder' || excludes.isIncluded(path) ? undefined : classifyName(path);
    const known = entries.get(path);
    if (record.problem !== undefined)
        problems.add(record.problem);
    else if (entry === undefined)
        problems.add(`${path} is a hard link to something that is not in the package before it`);
    else if (known !== undefined && (known.type !== 'folder' || entry.type !== 'folder'))
        problems.add(`${path} is in the package twice`);
    else if (kind === 'env' || kind === 'key' || (kind === 'by-content' && record.holdsKey === true))
        problems.addSecret(path);
    else
        entries.set(path, entry);
}
function resolveHardLink({ path, hardLink }, files) {
    const target = files.get(hardLink ?? '');
    return target === undefined ? undefined : { ...target, path };
}
function addParents(entries, problems) {
    for (const path of [...entries.keys()]) {
        for (const parent of parentsOf(path)) {
            const known = entries.get(parent);
            if (known === undefined)
                entries.set(parent, { type: 'folder', path: parent, mode: 0o755 });
            else if (known.type !== 'folder')
                problems.add(`${path} is inside of ${parent}, which is a ${known.type}`);
        }
    }
}
function parentsOf(path) {
    const parts = path.split('/');
    return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

;
async function readPackageFile(archive, file) {
    let found;
    try {
        for await (const entry of readPackageEntries(archive)) {
            const chunks = [];
            for await (const chunk of entry)
                if (normalizeEntryPath(entry.path) === file)
                    chunks.push(chunk);
            if (normalizeEntryPath(entry.path) === file)
                found = Buffer.concat(chunks);
        }
    }
    catch (failure) {
        throw sourceError(`The package ${archive} cannot be read: ${describeFailure(failure)}`, 'Make the package again', failure);
    }
    return found;
}

;
function toPackagedTree(tree, { packagePath = '', include }) {
    const { isIncluded } = createExcludes({ exclude: [], include });
    const isPrivate = (path) => classifyName(path) !== undefined && isIncluded(path);
    const isOnTheWay = ({ path }) => packagePath.startsWith(`${path}/`);
    const isOnlyTheWay = (entry) => isOnTheWay(entry) && !tree.entries.some((other) => other.path.startsWith(`${entry.path}/`) && !isOnTheWay(other));
    return (0,core .OW)(tree.entries.filter((entry) => !isOnlyTheWay(entry)).map((entry) => withOwnerMode(entry, isPrivate)));
}
function withOwnerMode(entry, isPrivate) {
    if (entry.type === 'link')
        return entry;
    const owner = entry.mode & 0o700;
    const readers = (owner & 0o500) >> 3;
    return { ...entry, mode: entry.type === 'file' && isPrivate(entry.path) ? owner : owner | readers | (readers >> 3) };
}

;
const SMALL_BYTES = 256 * 1024;
const READ_ONLY = external_node_fs_.constants.O_RDONLY | (external_node_fs_.constants.O_NOFOLLOW ?? 0) | (external_node_fs_.constants.O_NONBLOCK ?? 0);
const small = Buffer.allocUnsafeSlow(SMALL_BYTES + 1);
function readSmallFile(file, sizeBytes) {
    const descriptor = (0,external_node_fs_.openSync)(file, READ_ONLY);
    try {
        let length = (0,external_node_fs_.readSync)(descriptor, small, 0, sizeBytes + 1, null);
        while (length < sizeBytes) {
            const more = (0,external_node_fs_.readSync)(descriptor, small, length, sizeBytes + 1 - length, null);
            if (more === 0)
                break;
            length += more;
        }
        if (length !== sizeBytes)
            throw changed();
        return small.subarray(0, length);
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
function digestBytes(bytes) {
    return (0,external_node_crypto_.hash)('sha256', bytes, 'hex');
}
const MEDIUM_BYTES = 8 * 1024 * 1024;
async function hashBigFile(file, sizeBytes) {
    const handle = await (0,external_node_fs_promises_.open)(file, READ_ONLY);
    try {
        return sizeBytes <= MEDIUM_BYTES ? await hashAtOnce(handle, sizeBytes) : await hashInParts(handle, sizeBytes);
    }
    finally {
        await handle.close();
    }
}
async function hashAtOnce(handle, sizeBytes) {
    const bytes = Buffer.allocUnsafeSlow(sizeBytes + 1);
    let length = 0;
    for (;;) {
        const { bytesRead } = await handle.read(bytes, length, bytes.length - length);
        length += bytesRead;
        if (bytesRead === 0 || length > sizeBytes)
            break;
    }
    if (length !== sizeBytes)
        throw changed();
    return Buffer.from(await external_node_crypto_.webcrypto.subtle.digest('SHA-256', bytes.subarray(0, length))).toString('hex');
}
const PART_BYTES = 1024 * 1024;
async function hashInParts(handle, sizeBytes) {
    const digest = (0,external_node_crypto_.createHash)('sha256');
    let free = Buffer.allocUnsafeSlow(PART_BYTES);
    let length = 0;
    let reading = handle.read(Buffer.allocUnsafeSlow(PART_BYTES), 0, PART_BYTES);
    for (;;) {
        const { bytesRead, buffer } = await reading;
        if (bytesRead === 0)
            break;
        length += bytesRead;
        if (length > sizeBytes)
            throw changed();
        reading = handle.read(free, 0, PART_BYTES);
        digest.update(buffer.subarray(0, bytesRead));
        free = buffer;
    }
    if (length !== sizeBytes)
        throw changed();
    return digest.digest('hex');
}
function changed() {
    return new Error('it was changed while being read');
}

;
async function scanTree(folder, request) {
    const ignoreFileText = await (0,external_node_fs_promises_.readFile)(external_node_path_.join(folder, IGNORE_FILE), 'utf8').catch(() => '');
    const scan = {
        root: folder,
        excludes: createExcludes(request, ignoreFileText),
        problems: new SourceProblems(request.name),
        cache: request.cache,
        entries: [],
        bigFiles: []
    };
    await walk(scan);
    await hashBigFiles(scan);
    for (const problem of linkProblems(scan.entries))
        scan.problems.add(problem);
    scan.problems.throwIfAny();
    if (!scan.entries.some(({ type }) => type !== 'folder')) {
        throw sourceError(`The source ${request.name} holds nothing to deploy`, 'Build the application first, or look at the exclude patterns');
    }
    await scan.cache?.save();
    return (0,core .OW)(scan.entries);
}
const SLICE_MS = 10;
async function walk(scan) {
    const folders = [''];
    let sliceEnd = performance.now() + SLICE_MS;
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
        for (const child of readFolder(scan, folder)) {
            const entryPath = folder === '' ? child.name : `${folder}/${child.name}`;
            if (addChild(scan, entryPath, child) === 'folder')
                folders.push(entryPath);
            if (performance.now() < sliceEnd)
                continue;
            await (0,promises_.setImmediate)();
            sliceEnd = performance.now() + SLICE_MS;
        }
    }
}
function readFolder(scan, folder) {
    const absolute = external_node_path_.join(scan.root, folder);
    try {
        const children = (0,external_node_fs_.readdirSync)(absolute, { withFileTypes: true });
        const damaged = children.some(({ name }) => name.includes('\uFFFD')) ? readDamagedNames(absolute) : new Set();
        for (const name of damaged)
            scan.problems.add(`the name ${JSON.stringify(external_node_path_.posix.join(folder, name))} is not valid UTF-8`);
        return damaged.size === 0 ? children : children.filter(({ name }) => !damaged.has(name));
    }
    catch (failure) {
        scan.problems.add(`${folder === '' ? 'the folder' : folder} cannot be read: ${describeFailure(failure)}`);
        return [];
    }
}
function readDamagedNames(folder) {
    const names = (0,external_node_fs_.readdirSync)(folder, { encoding: 'buffer' });
    return new Set(names.filter((name) => !Buffer.from(name.toString('utf8')).equals(name)).map((name) => name.toString('utf8')));
}
function addChild(scan, entryPath, child) {
    const wrongName = nameProblem(entryPath);
    if (wrongName !== undefined) {
        scan.problems.add(wrongName);
        return undefined;
    }
    try {
        if (scan.excludes.isExcluded(entryPath, child.isDirectory()))
            return undefined;
        return addEntry(scan, entryPath);
    }
    catch (failure) {
        scan.problems.add(`${entryPath} cannot be read: ${describeFailure(failure)}`);
        return undefined;
    }
}
function addEntry(scan, entryPath) {
    const absolute = `${scan.root}/${entryPath}`;
    const stats = (0,external_node_fs_.lstatSync)(absolute);
    if (stats.isDirectory()) {
        scan.entries.push({ type: 'folder', path: entryPath, mode: folderMode(stats.mode) });
        return 'folder';
    }
    const named = classifyName(entryPath);
    const kind = named === undefined || scan.excludes.isIncluded(entryPath) ? undefined : named;
    if (kind === 'env' || kind === 'key')
        scan.problems.addSecret(entryPath);
    else if (stats.isSymbolicLink())
        scan.entries.push({ type: 'link', path: entryPath, target: (0,external_node_fs_.readlinkSync)(absolute) });
    else if (stats.isFile())
        addFile(scan, { path: entryPath, stats }, kind === 'by-content');
    else
        scan.problems.add(`${entryPath} is a ${specialKind(stats)}, which cannot be deployed`);
    return undefined;
}
const KEY_SEARCH_BYTES = 16 * 1024 * 1024;
function addFile(scan, file, mayBeKey) {
    const absolute = `${scan.root}/${file.path}`;
    const sizeBytes = file.stats.size;
    if (mayBeKey && sizeBytes <= KEY_SEARCH_BYTES && holdsPrivateKey((0,external_node_fs_.readFileSync)(absolute))) {
        scan.problems.addSecret(file.path);
        return;
    }
    const known = scan.cache?.find(file.path, file.stats);
    if (known !== undefined)
        scan.entries.push(fileEntry(file, known));
    else if (sizeBytes > SMALL_BYTES)
        scan.bigFiles.push(file);
    else
        addHash(scan, file, digestBytes(readSmallFile(absolute, sizeBytes)));
}
const LANES = 4;
async function hashBigFiles(scan) {
    const queue = scan.bigFiles.values();
    const lane = async () => {
        for (const file of queue) {
            try {
                addHash(scan, file, await hashBigFile(`${scan.root}/${file.path}`, file.stats.size));
            }
            catch (failure) {
                scan.problems.add(`${file.path} cannot be read: ${describeFailure(failure)}`);
            }
        }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
}
function addHash(scan, file, sha256) {
    scan.cache?.remember(file.path, file.stats, sha256);
    scan.entries.push(fileEntry(file, sha256));
}
function fileEntry({ path: entryPath, stats }, sha256) {
    return { type: 'file', path: entryPath, mode: fileMode(stats.mode), sizeBytes: stats.size, sha256 };
}
function specialKind(stats) {
    if (stats.isSocket())
        return 'socket';
    return stats.isFIFO() ? 'named pipe' : 'device';
}

;
function createLocalFiles(workingFolder = '.', options = {}) {
    const { cacheFolder, environment = { PATH: USUAL_PATH, HOME: external_node_os_.homedir() }, now = Date.now } = options;
    const locate = (name) => external_node_path_.resolve(workingFolder, name);
    return {
        readText: (name) => readText(locate(name), name),
        async readSourceText(source, file) {
            const location = locate(source);
            if ((await findKind(location)) !== 'file')
                return readText(external_node_path_.join(location, file), external_node_path_.join(source, file));
            return requireText(await readPackageFile(location, file), `${file} of the package ${source}`);
        },
        exists: (name) => findKind(locate(name)),
        async readTree(source, treeOptions) {
            const location = locate(source);
            const kind = await findKind(location);
            if (kind === undefined) {
                const what = (0,external_node_fs_.existsSync)(location) ? 'is neither a folder nor a file' : 'is not there';
                throw sourceError(`The source ${source} ${what}`, 'Give a folder or a .tar.gz package, and build it first');
            }
            const request = { ...treeOptions, name: source };
            if (kind === 'file')
                return readPackage(location, request);
            const folder = await (0,external_node_fs_promises_.realpath)(location);
            const cache = cacheFolder === undefined ? undefined : await HashCache.open(cacheFolder, folder, now());
            const { packageFile, include } = treeOptions;
            if (packageFile === undefined)
                return scanTree(folder, { ...request, cache });
            const packagePath = await findPathInside(folder, locate(packageFile));
            return toPackagedTree(await scanTree(folder, { ...request, cache, packagePath }), { packagePath, include });
        },
        async findCommit(source, packageFile) {
            const { folder, file } = await gitPlace(locate(source));
            const made = file === undefined ? undefined : await readPackageCommit(locate(source));
            if (made !== undefined)
                return made.commit;
            const without = packageFile === undefined ? undefined : await findPathInside(await (0,external_node_fs_promises_.realpath)(folder), locate(packageFile));
            return findCommit(folder, { isFile: file !== undefined, without }, environment);
        },
        async isAncestor(source, ancestor, commit) {
            const { folder } = await gitPlace(locate(source));
            return isAncestor(folder, { ancestor, commit }, environment);
        },
        async resolveCommit(source, name) {
            const { folder } = await gitPlace(locate(source));
            return resolveCommit(folder, name, environment);
        },
        findImages: findImages
    };
}
const USUAL_PATH = '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin';
async function readText(location, name) {
    let bytes;
    try {
        bytes = await (0,external_node_fs_promises_.readFile)(location);
    }
    catch (failure) {
        throw sourceError(`The file ${name} cannot be read: ${describeFailure(failure)}`, 'Check the path: it is relative to the working folder', failure);
    }
    return requireText(bytes, name);
}
function requireText(bytes, name) {
    if (bytes === undefined)
        throw sourceError(`The file ${name} is not there`, 'Check the path: it is relative to the source');
    const text = decodeText(bytes);
    if (text === undefined)
        throw sourceError(`The file ${name} is not text in UTF-8`, 'Save the file as UTF-8');
    return text;
}
function decodeText(bytes) {
    try {
        return bytes.includes(0) ? undefined : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch {
        return undefined;
    }
}
async function findKind(location) {
    let stats;
    try {
        stats = await (0,external_node_fs_promises_.stat)(location);
    }
    catch {
        return undefined;
    }
    if (stats.isDirectory())
        return 'folder';
    return stats.isFile() ? 'file' : undefined;
}
async function findPathInside(folder, file) {
    const parent = await (0,external_node_fs_promises_.realpath)(external_node_path_.dirname(file)).catch(() => undefined);
    if (parent === undefined)
        return undefined;
    const inside = external_node_path_.relative(folder, external_node_path_.join(parent, external_node_path_.basename(file)));
    return inside === '..' || inside.startsWith('../') ? undefined : inside;
}
async function gitPlace(location) {
    const isFile = (await findKind(location)) === 'file';
    return isFile ? { folder: external_node_path_.dirname(location), file: external_node_path_.basename(location) } : { folder: location, file: undefined };
}
var external_node_util_ = __webpack_require__(57975);
var external_node_zlib_ = __webpack_require__(38522);
;
const AHEAD = 3;
const gzipAsync = (0,external_node_util_.promisify)(external_node_zlib_.gzip);
const zstdAsync = "zstdCompress" in external_node_zlib_ ? (0,external_node_util_.promisify)(external_node_zlib_.zstdCompress) : undefined;
const COMPRESSORS = {
    gzip: (batch) => gzipAsync(batch, { level: compressedShare(sliceSamples(batch)) < WORTH_IT ? 1 : 0, chunkSize: CHUNK_BYTES }),
    zstd: zstdAsync && ((batch) => zstdAsync(batch, { chunkSize: CHUNK_BYTES, params: { [external_node_zlib_.constants.ZSTD_c_compressionLevel]: 1 } }))
};
const CHUNK_BYTES = 256 * 1024;
async function* compress(batches, compressor) {
    const pending = [];
    for await (const batch of batches) {
        const packing = compressor(batch).then((packed) => ({ raw: batch.length, packed }));
        packing.catch(() => undefined);
        pending.push(packing);
        const first = pending.length >= AHEAD ? pending.shift() : undefined;
        if (first !== undefined)
            yield await first;
    }
    for (const packing of pending)
        yield await packing;
}
const WORTH_IT = 0.9;
const SAMPLE_BYTES = 4096;
function sliceSamples(batch) {
    const places = batch.length <= 3 * SAMPLE_BYTES ? [0] : [0.1, 0.5, 0.9].map((share) => Math.floor(share * (batch.length - SAMPLE_BYTES)));
    return places.map((place) => batch.subarray(place, place + SAMPLE_BYTES));
}
function compressedShare(samples) {
    const sample = Buffer.concat([...samples]);
    return sample.length === 0 ? 0 : external_node_zlib_.deflateRawSync(sample, { level: 1 }).length / sample.length;
}

;
const BLOCK_BYTES = 512;
const HEADER_BYTES_MAX = 5 * BLOCK_BYTES + 2 * 8192;
function writeTarHeader(buffer, offset, entry) {
    const name = entry.type === 'folder' ? `${entry.path}/` : entry.path;
    const target = entry.type === 'link' || entry.type === 'hard-link' ? entry.target : '';
    let at = offset;
    if (Buffer.byteLength(target) > NAME_BYTES)
        at = writeLongName(buffer, at, { type: 'K', text: target });
    if (Buffer.byteLength(name) > NAME_BYTES)
        at = writeLongName(buffer, at, { type: 'L', text: name });
    const sizeBytes = entry.type === 'file' ? entry.sizeBytes : 0;
    const mode = entry.type === 'link' ? 0o777 : entry.mode;
    return writeBlock(buffer, at, { name, target, mode, sizeBytes, type: TYPE_FLAGS[entry.type] });
}
const NAME_BYTES = 100;
const TYPE_FLAGS = { file: '0', 'hard-link': '1', link: '2', folder: '5' };
function writeLongName(buffer, offset, { type, text }) {
    const sizeBytes = Buffer.byteLength(text) + 1;
    const start = writeBlock(buffer, offset, { name: '././@LongLink', target: '', mode: 0o644, sizeBytes, type });
    const end = start + roundUp(sizeBytes);
    buffer.fill(0, start, end);
    buffer.write(text, start);
    return end;
}
const BLANK = makeBlank();
function writeBlock(buffer, offset, { name, target, mode, sizeBytes, type }) {
    BLANK.copy(buffer, offset);
    buffer.write(name, offset, NAME_BYTES);
    buffer.write(octal(mode, 7), offset + 100, 'latin1');
    writeSize(buffer, offset + 124, sizeBytes);
    buffer.write(type, offset + 156, 'latin1');
    if (target !== '')
        buffer.write(target, offset + 157, NAME_BYTES);
    let sum = 0;
    for (let index = offset; index < offset + BLOCK_BYTES; index += 1)
        sum += buffer[index] ?? 0;
    buffer.write(`${octal(sum, 6)}\0 `, offset + 148, 'latin1');
    return offset + BLOCK_BYTES;
}
function writeSize(buffer, offset, sizeBytes) {
    if (sizeBytes < 8 ** 11) {
        buffer.write(octal(sizeBytes, 11), offset, 'latin1');
        return;
    }
    buffer[offset] = 0x80;
    buffer.writeBigUInt64BE(BigInt(sizeBytes), offset + 4);
}
function octal(value, digits) {
    return value.toString(8).padStart(digits, '0');
}
function makeBlank() {
    const block = Buffer.alloc(BLOCK_BYTES);
    block.write('0000000', 108, 'latin1');
    block.write('0000000', 116, 'latin1');
    block.write('00000000000', 136, 'latin1');
    block.fill(' ', 148, 156, 'latin1');
    block.write('ustar\x0000', 257, 'latin1');
    return block;
}
function roundUp(bytes) {
    return Math.ceil(bytes / BLOCK_BYTES) * BLOCK_BYTES;
}

;
const BATCH_BYTES = 1024 * 1024;
const UPLOAD_END = { type: 'file', path: '.deploy-kit-upload-end', mode: 0o600, sizeBytes: 0, sha256: '' };
const RECORD_BYTES = 20 * BLOCK_BYTES;
async function* packTree(source, entries) {
    const isFolder = await (0,external_node_fs_promises_.stat)(source).then((stats) => stats.isDirectory(), () => false);
    const writer = new BatchWriter();
    if (isFolder) {
        for (const entry of entries) {
            writer.addHeader(entry);
            if (entry.type === 'file')
                yield* packFile(writer, `${source}/${entry.path}`, entry);
            if (writer.isFull)
                yield writer.take();
        }
    }
    else {
        yield* packFromPackage(writer, source, entries);
    }
    writer.addHeader(UPLOAD_END);
    yield writer.takeLast();
}
class BatchWriter {
    #buffer = Buffer.allocUnsafeSlow(BATCH_BYTES);
    #used = 0;
    #total = 0;
    get isFull() {
        return this.#used > BATCH_BYTES - HEADER_BYTES_MAX;
    }
    addHeader(entry) {
        this.#used = writeTarHeader(this.#buffer, this.#used, entry);
    }
    fill(wantedBytes, read) {
        const filled = read(this.#buffer, this.#used, Math.min(wantedBytes, BATCH_BYTES - this.#used));
        this.#used += filled;
        return filled;
    }
    pad() {
        const end = roundUp(this.#used);
        this.#buffer.fill(0, this.#used, end);
        this.#used = end;
    }
    get hasRoom() {
        return this.#used < BATCH_BYTES;
    }
    take() {
        const taken = this.#buffer.subarray(0, this.#used);
        this.#total += this.#used;
        this.#buffer = Buffer.allocUnsafeSlow(BATCH_BYTES);
        this.#used = 0;
        return taken;
    }
    takeLast() {
        const rest = this.take();
        const endBytes = 2 * BLOCK_BYTES;
        return Buffer.concat([rest, Buffer.alloc(endBytes + ((RECORD_BYTES - ((this.#total + endBytes) % RECORD_BYTES)) % RECORD_BYTES))]);
    }
}
function* packFile(writer, file, entry) {
    const descriptor = openFile(file, entry);
    try {
        let remaining = entry.sizeBytes;
        while (remaining > 0) {
            if (!writer.hasRoom)
                yield writer.take();
            const read = writer.fill(remaining, (buffer, offset, bytes) => (0,external_node_fs_.readSync)(descriptor, buffer, offset, bytes, null));
            if (read === 0)
                throw changedWhileSent(entry.path);
            remaining -= read;
        }
        writer.pad();
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
function openFile(file, entry) {
    let descriptor;
    try {
        descriptor = (0,external_node_fs_.openSync)(file, READ_ONLY);
    }
    catch (failure) {
        throw changedWhileSent(entry.path, describeFailure(failure));
    }
    const stats = (0,external_node_fs_.fstatSync)(descriptor);
    if (stats.isFile() && stats.size === entry.sizeBytes)
        return descriptor;
    (0,external_node_fs_.closeSync)(descriptor);
    throw changedWhileSent(entry.path);
}
async function* packFromPackage(writer, source, entries) {
    const wanted = new Map();
    for (const entry of entries) {
        if (entry.type === 'file')
            wanted.set(entry.path, [entry]);
        else
            writer.addHeader(entry);
        if (writer.isFull)
            yield writer.take();
    }
    const lostLinks = new Map();
    yield* pick(writer, source, { wanted, lostLinks });
    yield* pick(writer, source, { wanted: lostLinks, lostLinks: new Map() });
    const [lost] = [...wanted.values(), ...lostLinks.values()].flat();
    if (lost !== undefined)
        throw changedWhileSent(lost.path, 'it is no longer in the package');
}
async function* pick(writer, source, { wanted, lostLinks }) {
    if (wanted.size === 0)
        return;
    const sent = new Map();
    for await (const packed of readPackageEntries(source)) {
        const path = normalizeEntryPath(packed.path);
        const [first, ...others] = wanted.get(path) ?? [];
        wanted.delete(path);
        const target = packed.type === 'Link' ? normalizeEntryPath(packed.linkpath ?? '') : undefined;
        const sentAs = sent.get(target ?? '');
        if (first === undefined || target !== undefined)
            packed.resume();
        if (first !== undefined && target !== undefined) {
            if (sentAs === undefined)
                lostLinks.set(target, [...(lostLinks.get(target) ?? []), first]);
            else
                writer.addHeader({ type: 'hard-link', path: first.path, target: sentAs, mode: first.mode });
        }
        else if (first !== undefined) {
            if (packed.size !== first.sizeBytes)
                throw changedWhileSent(first.path);
            sent.set(path, first.path);
            writer.addHeader(first);
            for await (const chunk of packed)
                yield* packChunk(writer, chunk);
            writer.pad();
        }
        for (const { path: link, mode } of others) {
            if (writer.isFull)
                yield writer.take();
            writer.addHeader({ type: 'hard-link', path: link, target: first?.path ?? '', mode });
        }
        if (writer.isFull)
            yield writer.take();
    }
}
function* packBytes(writer, bytes) {
    yield* packChunk(writer, bytes);
    writer.pad();
}
function* packChunk(writer, chunk) {
    let done = 0;
    while (done < chunk.length) {
        if (!writer.hasRoom)
            yield writer.take();
        done += writer.fill(chunk.length - done, (buffer, offset, bytes) => chunk.copy(buffer, offset, done, done + bytes));
    }
}
function changedWhileSent(path, reason) {
    const detail = reason === undefined ? '' : ` (${reason})`;
    return sourceError(`${path} was changed while being sent${detail}`, 'Deploy again when nothing writes into the source any more');
}

;
function createTarStream(source, entries, options = {}) {
    const location = external_node_path_.resolve(options.workingFolder ?? '.', source);
    return external_node_stream_.Readable.from(generate(location, entries, options), { objectMode: false, highWaterMark: 1024 * 1024 });
}
async function* generate(source, entries, { onBytes, compression = 'gzip' }) {
    const batches = packTree(source, entries);
    const isWorthIt = isCompressible(source, entries);
    const zstd = compression === 'zstd' ? COMPRESSORS.zstd : undefined;
    yield Buffer.from(`${isWorthIt ? (zstd === undefined ? 'gzip' : 'zstd') : 'plain'}\n`);
    let rawBytes = 0;
    let sentBytes = 0;
    for await (const { raw, packed } of isWorthIt ? compress(batches, zstd ?? COMPRESSORS.gzip) : asTheyAre(batches)) {
        rawBytes += raw;
        sentBytes += packed.length;
        onBytes?.({ rawBytes, sentBytes });
        yield packed;
    }
}
async function* asTheyAre(batches) {
    for await (const batch of batches)
        yield { raw: batch.length, packed: batch };
}
const SAMPLES = 40;
function isCompressible(source, entries) {
    const files = entries.filter((entry) => entry.type === 'file');
    const samples = placeSamples(files).map((place) => readSample(`${source}/${place.path}`, place.start));
    return compressedShare(samples) < WORTH_IT;
}
function placeSamples(files) {
    const distance = Math.max(SAMPLE_BYTES, files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) / SAMPLES);
    const places = [];
    let passed = 0;
    for (const { path: file, sizeBytes } of files) {
        for (let next = places.length * distance; next < passed + sizeBytes; next += distance) {
            places.push({ path: file, start: Math.floor(Math.max(0, next - passed)) });
        }
        passed += sizeBytes;
    }
    return places;
}
function readSample(file, start) {
    try {
        const descriptor = (0,external_node_fs_.openSync)(file, READ_ONLY);
        try {
            const sample = Buffer.allocUnsafeSlow(SAMPLE_BYTES);
            return sample.subarray(0, (0,external_node_fs_.readSync)(descriptor, sample, 0, SAMPLE_BYTES, start));
        }
        finally {
            (0,external_node_fs_.closeSync)(descriptor);
        }
    }
    catch {
        return Buffer.alloc(0);
    }
}

;
const LIST_BYTES_MAX = 4 * 1024 * 1024;
const pack_image_MANIFEST = 'manifest.json';
async function* packImage(entries, changes) {
    const writer = new BatchWriter();
    const left = new Set(changes.leaveOut.map((digest) => `blobs/${digest.replace(':', '/')}`));
    let manifests = 0;
    for await (const entry of entries) {
        const path = normalizeEntryPath(entry.path);
        if (left.has(path) || path === '' || path === 'repositories')
            entry.resume();
        else if (path === pack_image_MANIFEST) {
            manifests += 1;
            yield* packList(writer, path, renameManifest(await readList(entry), changes.name));
        }
        else if (path === 'index.json')
            yield* packList(writer, path, renameIndex(await readList(entry), changes.name));
        else {
            writer.addHeader(describeEntry(entry, path));
            for await (const chunk of entry)
                yield* packChunk(writer, chunk);
            writer.pad();
        }
        if (writer.isFull)
            yield writer.take();
    }
    if (manifests !== 1)
        throw new Error(`docker save wrote an archive with ${manifests === 0 ? 'no' : manifests} ${pack_image_MANIFEST}`);
    yield writer.takeLast();
}
function describeEntry({ type, size, mode, linkpath = '' }, path) {
    if (path.startsWith('/') || path.split('/').includes('..'))
        throw new Error(`docker save wrote an entry outside of its archive: ${path}`);
    if (type === 'Directory')
        return { type: 'folder', path, mode: 0o755 };
    if (type === 'SymbolicLink')
        return { type: 'link', path, target: linkpath };
    if (type === 'File' || type === 'OldFile')
        return { type: 'file', path, mode: (mode ?? 0o644) & 0o777, sizeBytes: size, sha256: '' };
    throw new Error(`docker save wrote an entry of an unknown kind: ${type} ${path}`);
}
function* packList(writer, path, list) {
    const bytes = Buffer.from(JSON.stringify(list));
    writer.addHeader({ type: 'file', path, mode: 0o644, sizeBytes: bytes.length, sha256: '' });
    yield* packBytes(writer, bytes);
}
async function readList(entry) {
    if (entry.size > LIST_BYTES_MAX)
        throw new Error(`docker save wrote ${entry.path} with ${entry.size} bytes`);
    const chunks = [];
    for await (const chunk of entry)
        chunks.push(chunk);
    try {
        return JSON.parse(Buffer.concat(chunks).toString('utf8'));
    }
    catch (cause) {
        throw new Error(`docker save wrote ${entry.path} that is not JSON`, { cause });
    }
}
function renameManifest(list, name) {
    const images = Array.isArray(list) ? list : [];
    const [image] = images;
    if (!isRecord(image) || images.length > 1)
        throw new Error(`docker save wrote ${pack_image_MANIFEST} that is not of one image`);
    return [{ ...image, RepoTags: [name] }];
}
function renameIndex(index, name) {
    const manifests = isRecord(index) && Array.isArray(index['manifests']) ? index['manifests'].filter(isRecord) : [];
    if (!isRecord(index) || manifests.length === 0)
        return index;
    const names = { 'io.containerd.image.name': `docker.io/${name}`, 'org.opencontainers.image.ref.name': name.slice(name.lastIndexOf(':') + 1) };
    return { ...index, manifests: manifests.map((manifest) => ({ ...manifest, annotations: { ...pack_image_toRecord(manifest['annotations']), ...names } })) };
}
function pack_image_toRecord(value) {
    return isRecord(value) ? value : {};
}
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;
function createImageStream(request) {
    return external_node_stream_.Readable.from(image_stream_generate(request), { objectMode: false, highWaterMark: 1024 * 1024 });
}
async function* image_stream_generate({ image, onBytes, ...changes }) {
    const saving = startDocker(['save', image]);
    let rawBytes = 0;
    try {
        for await (const { raw, packed } of compress(packImage(readArchiveEntries(saving.stdout), changes), COMPRESSORS.gzip)) {
            rawBytes += raw;
            onBytes?.(rawBytes);
            yield packed;
        }
        requireWell(await saving.ended, `does not save ${image}`);
    }
    catch (thrown) {
        if (saving.stdout.readableEnded)
            requireWell(await saving.ended, `does not save ${image}`);
        throw sourceError(`The Docker Engine of this machine does not save ${image}: ${thrown instanceof Error ? thrown.message : String(thrown)}`, 'Try it by hand: docker save, docker load');
    }
    finally {
        saving.stop();
    }
}

;
const LONGEST_MS = 2 ** 31 - 1;
const systemClock = {
    now: () => Date.now(),
    sleep: (ms, signal) => new Promise((resolve) => {
        if (signal?.aborted === true)
            return resolve();
        const end = () => {
            clearTimeout(timer);
            signal?.removeEventListener('abort', end);
            resolve();
        };
        const timer = setTimeout(end, Math.min(ms, LONGEST_MS));
        signal?.addEventListener('abort', end);
    })
};

;
async function untilAborted(work, signal) {
    work.catch(() => undefined);
    let stop = () => undefined;
    const aborted = new Promise((_, reject) => {
        stop = () => reject(cancelled());
        if (signal.aborted)
            stop();
        signal.addEventListener('abort', stop, { once: true });
    });
    aborted.catch(() => undefined);
    try {
        return await Promise.race([work, aborted]);
    }
    finally {
        signal.removeEventListener('abort', stop);
    }
}
function cancelled() {
    return new core .mG('DK_CANCELLED', { message: 'The run was cancelled', remedy: 'Start it again when you are ready' });
}

;
const DEFAULT_BUDGET_SECONDS = 60;
const reconnecting_FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5000;
const MAX_UNSENT_RUNS = 3;
const PASSING = ['DK_HOST_UNREACHABLE', 'DK_CONNECTION_LOST'];
function reconnecting(options) {
    return new ReconnectingTransport(options);
}
class ReconnectingTransport {
    host;
    #current;
    #opening;
    #closed = new AbortController();
    #options;
    constructor(options) {
        this.host = options.first.host;
        this.#current = options.first;
        this.#options = options;
    }
    async run(request) {
        for (let run = 1;; run++) {
            if (this.#closed.signal.aborted)
                return endUnstarted({ kind: 'connection-lost', sent: false }, performance.now());
            const transport = await this.#connectUnlessAborted(request.signal);
            if (transport === undefined)
                return endUnstarted({ kind: 'cancelled' }, performance.now());
            const isLast = run === MAX_UNSENT_RUNS || request.signal?.aborted === true || this.#closed.signal.aborted;
            try {
                const result = await transport.run(request);
                if (result.ending.kind !== 'connection-lost')
                    return result;
                this.#drop(transport);
                if (result.ending.sent || isLast || isStream(request.stdin))
                    return result;
            }
            catch (error) {
                if (!isPassing(error))
                    throw error;
                this.#drop(transport);
                if (isLast)
                    throw error;
            }
        }
    }
    async forward(address, port) {
        const transport = await this.#connect();
        try {
            return await transport.forward(address, port);
        }
        catch (error) {
            if (isPassing(error))
                this.#drop(transport);
            throw error;
        }
    }
    async close() {
        this.#closed.abort();
        const current = this.#current ?? (await this.#opening?.catch(() => undefined));
        this.#current = undefined;
        await current?.close();
    }
    async #connectUnlessAborted(signal) {
        if (this.#current !== undefined || signal === undefined)
            return await this.#connect();
        try {
            return await untilAborted(this.#connect(), signal);
        }
        catch (thrown) {
            if (signal.aborted)
                return undefined;
            throw thrown;
        }
    }
    async #connect() {
        if (this.#current !== undefined)
            return this.#current;
        this.#opening ??= this.#reopen().finally(() => (this.#opening = undefined));
        return await this.#opening;
    }
    async #reopen() {
        const { open, clock, budgetSeconds = DEFAULT_BUDGET_SECONDS, onAttempt } = this.#options;
        const deadline = clock.now() + budgetSeconds * 1000;
        let pauseMs = reconnecting_FIRST_PAUSE_MS;
        for (let attempt = 1;; attempt++) {
            if (this.#closed.signal.aborted)
                throw this.#lost(new Error('The transport was closed'));
            onAttempt?.(attempt);
            try {
                this.#current = await open();
                return this.#current;
            }
            catch (error) {
                if (!isPassing(error))
                    throw error;
                if (clock.now() + pauseMs > deadline)
                    throw this.#lost(error);
            }
            await clock.sleep(pauseMs, this.#closed.signal);
            pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
        }
    }
    #drop(transport) {
        if (this.#current === transport)
            this.#current = undefined;
        void transport.close().catch(() => undefined);
    }
    #lost(cause) {
        const reason = cause instanceof Error ? `: ${cause.message}` : '';
        return new core .mG('DK_CONNECTION_LOST', {
            message: `The connection to ${this.host} was lost and could not be made again${reason}`,
            remedy: `Look whether ${this.host} is up and reachable, then run the same command again`,
            host: this.host,
            cause
        });
    }
}
function hasGivenUp(error) {
    return error instanceof core .mG && error.code === 'DK_CONNECTION_LOST' && isPassing(error.cause);
}
function isPassing(error) {
    return error instanceof core .mG && PASSING.includes(error.code);
}
function isStream(stdin) {
    return typeof stdin === 'object' && 'pipe' in stdin;
}

;
class DeadlineError extends Error {
    constructor(seconds) {
        super(`no answer in ${renderSeconds(seconds)}`);
        this.name = 'DeadlineError';
    }
}
async function withDeadline(limits, work) {
    const controller = new AbortController();
    const cancel = () => controller.abort(limits.signal?.reason);
    const timer = setTimeout(() => controller.abort(new DeadlineError(limits.seconds)), limits.seconds * 1000);
    limits.signal?.addEventListener('abort', cancel, { once: true });
    if (limits.signal?.aborted === true)
        cancel();
    try {
        return await new Promise((resolve, reject) => {
            whenAborted(controller.signal, () => reject(asError(controller.signal.reason)));
            work(controller.signal).then(resolve, reject);
        });
    }
    finally {
        clearTimeout(timer);
        limits.signal?.removeEventListener('abort', cancel);
        controller.abort();
    }
}
function whenAborted(signal, act) {
    if (signal.aborted)
        act();
    else
        signal.addEventListener('abort', act, { once: true });
}
function renderSeconds(seconds) {
    return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${Math.round(seconds * 10) / 10} s`;
}
function asError(reason) {
    return reason instanceof Error ? reason : new Error(String(reason));
}

;
function describeError(error) {
    if (error instanceof DeadlineError)
        return error.message;
    if (error instanceof core .mG)
        return lowerFirst(error.message);
    const code = describe_failure_codeOf(error);
    const known = code === undefined ? undefined : (MEANINGS[code] ?? meaningOfPrefix(code));
    if (known !== undefined)
        return known;
    return lowerFirst(isErrorLike(error) ? error.message : String(error));
}
const MEANINGS = {
    ECONNREFUSED: 'connection refused',
    ECONNRESET: 'the connection was closed without an answer',
    EPIPE: 'the connection was closed without an answer',
    ETIMEDOUT: 'no connection: timed out',
    EHOSTUNREACH: 'no route to the host',
    ENETUNREACH: 'the network cannot be reached',
    ENOTFOUND: 'the name cannot be resolved',
    EAI_AGAIN: 'the name cannot be resolved at the moment',
    CERT_HAS_EXPIRED: 'the certificate has expired',
    CERT_NOT_YET_VALID: 'the certificate is not valid yet',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed',
    SELF_SIGNED_CERT_IN_CHAIN: 'the certificate comes from an authority that is not trusted',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate cannot be verified: an intermediate certificate is missing',
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the certificate comes from an authority that is not trusted',
    ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another name',
    EPROTO: 'not a TLS answer'
};
function meaningOfPrefix(code) {
    if (code.startsWith('HPE_'))
        return 'not an HTTP answer';
    if (code.startsWith('ERR_SSL_'))
        return 'not a TLS answer';
    return undefined;
}
function describe_failure_codeOf(error) {
    return isErrorLike(error) && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
function isErrorLike(error) {
    return typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string';
}
function excerpt(text, length = 120) {
    const line = text.replaceAll(/\s+/g, ' ').trim();
    return JSON.stringify(line.length > length ? `${line.slice(0, length)}...` : line);
}
function lowerFirst(text) {
    return /^[A-Z][a-z]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}

;
const run_on_host_KEPT_BYTES = 128 * 1024;
const MAX_LINE = 500;
function runOnHost(transport, { command, timeoutSeconds, signal }) {
    return transport.run({ ...(0,core .XX)(command), timeoutSeconds, signal, keepStdoutBytes: run_on_host_KEPT_BYTES });
}
function describeEnding({ ending }, timeoutSeconds) {
    switch (ending.kind) {
        case 'exited':
            return ending.code === 0 ? undefined : `exit code ${ending.code}`;
        case 'signalled':
            return `ended by signal ${ending.signal}`;
        case 'timed-out':
            return `did not end in ${renderSeconds(timeoutSeconds)}`;
        case 'cancelled':
            return 'cancelled';
        case 'connection-lost':
            return 'the connection was lost';
        case 'unknown':
            return 'ended without an exit code';
    }
}
function lastLine({ stdout, stderr }) {
    const lines = `${stdout}\n${stderr}`.split('\n').map((line) => line.trim());
    const last = lines.findLast((line) => line !== '') ?? '';
    return last.length > MAX_LINE ? `${last.slice(0, MAX_LINE)}...` : last;
}

;
const REQUEST_PROGRAM = `
url=$1 seconds=$2 limit=$3 connect=$4 tls=$5 direct=$6 name=$7 address=$8 port=$9
shift 9
path=$1
case $url in https://*) plain= ;; *) plain=yes ;; esac
by_wget=yes
if [ -n "$tls" ]; then by_wget=; elif [ -n "$connect" ]; then by_wget=$plain; fi
if command -v curl >/dev/null 2>&1; then
  set -- -q --http1.1 --noproxy '*' -s -S -v -i --max-time "$seconds" -A deploy-kit
  [ -z "$connect" ] || set -- "$@" --connect-to "$connect"
  [ -z "$tls" ] || set -- "$@" -k
  echo curl
  curl "$@" --url "$url" </dev/null | head -c "$limit"
elif [ -n "$by_wget" ] && command -v wget >/dev/null 2>&1; then
  set -- -q -S -O - -T "$seconds" -U deploy-kit
  [ -z "$connect" ] || set -- "$@" --header "Host: $name"
  case $(wget --version 2>&1) in *GNU*) set -- "$@" -t 1 --max-redirect=0 --content-on-error --no-proxy ;; esac
  echo wget
  wget "$@" "$direct" </dev/null | head -c "$limit"
elif [ -n "$plain" ] && command -v bash >/dev/null 2>&1; then
  # shellcheck disable=SC2016 # for bash
  ask='exec 3<>"/dev/tcp/$1/$2" && printf "GET %s HTTP/1.0\\r\\nHost: %s\\r\\nUser-Agent: deploy-kit\\r\\nAccept: */*\\r\\n\\r\\n" "$3" "$4" >&3 && cat <&3'
  set -- bash -c "$ask" bash "$address" "$port" "$path" "$name"
  if timeout 1 true 2>/dev/null; then set -- timeout "$seconds" "$@"; fi
  echo bash
  "$@" </dev/null | head -c "$limit"
else
  exit 69
fi
exit 0
`;
async function requestByProgram(question) {
    const { from, timeoutSeconds, signal } = question;
    const seconds = Math.max(1, Math.round(timeoutSeconds));
    const { url, connect, direct } = partsOf(question);
    const limits = [String(seconds), String(question.maxBodyBytes + 16 * 1024)];
    const args = [url, ...limits, connect, question.verifyTls ? '' : 'skip', ...direct];
    const result = await runOnHost(from, { command: (0,core .K$)(REQUEST_PROGRAM, args), timeoutSeconds: seconds + 1, signal });
    const problem = describeEnding(result, seconds);
    if (problem === 'exit code 69')
        throw new Error('the server refuses TCP forwarding, and the host has no program (curl, wget or bash) that can do it');
    if (problem !== undefined)
        throw new Error(`${problem}: ${lastLine(result)}`);
    return parseProgramAnswer(result.stdout, result.stderr);
}
function partsOf({ url: text, serverName }) {
    const direct = new URL(text);
    const url = new URL(text);
    const address = direct.hostname;
    const port = direct.port || (direct.protocol === 'https:' ? '443' : '80');
    if (serverName !== undefined)
        url.hostname = serverName;
    return {
        url: url.href,
        connect: serverName === undefined ? '' : `::${address}:${port}`,
        direct: [direct.href, url.host, address.replace(/^\[|\]$/g, ''), port, `${direct.pathname}${direct.search}`]
    };
}
function parseProgramAnswer(stdout, stderr) {
    const [, program = '', output = ''] = /^(curl|wget|bash)\n([\s\S]*)$/.exec(stdout) ?? [];
    const head = program !== 'wget' ? (/^HTTP\/[\s\S]*?\r?\n\r?\n/.exec(output)?.[0] ?? '') : stderr;
    const status = /^\s*HTTP\/[\d.]+ (\d{3})/m.exec(head) ?? /\bHTTP\/[\d.]+ (\d{3})/.exec(head);
    if (!status)
        throw new Error(describeSilence(stderr));
    const ends = Date.parse(/^\*\s*expire date: (.+)$/m.exec(stderr)?.[1] ?? '');
    return {
        status: Number(status[1]),
        headers: parseHeaders(head),
        body: program === 'wget' ? output : output.slice(head.length),
        certificateEndsAt: Number.isNaN(ends) ? undefined : ends
    };
}
function parseHeaders(head) {
    const pairs = [...head.matchAll(/^[ \t]*([A-Za-z0-9-]+):[ \t]*(.*?)\r?$/gm)];
    return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name.toLowerCase(), value]));
}
function describeSilence(stderr) {
    const line = stderr.split('\n').findLast((text) => /^(curl: \(\d+\)|wget: |bash: connect: )/.test(text)) ?? '';
    const words = line.replace(/^(curl: \(\d+\)|wget:|bash: connect:) */, '');
    return words === '' ? 'no answer to the request of a program on the host' : lowerFirst(words);
}
var external_node_http_ = __webpack_require__(37067);
var external_node_tls_ = __webpack_require__(41692);
;
async function open_stream_openStream(endpoint, from, signal) {
    const opening = from === undefined ? openHere(endpoint, signal) : from.forward(endpoint.address, endpoint.port);
    const stream = await opening;
    whenAborted(signal, () => stream.destroy());
    stream.on('error', () => undefined);
    return stream;
}
function openHere({ address, port }, signal) {
    return new Promise((resolve, reject) => {
        const socket = (0,external_node_net_.connect)({ host: address, port });
        whenAborted(signal, () => socket.destroy());
        socket.once('error', reject);
        socket.once('connect', () => resolve(socket));
    });
}
function openTls(stream, { name, verify }) {
    return new Promise((resolve, reject) => {
        const socket = (0,external_node_tls_.connect)({
            socket: stream,
            host: name,
            ...((0,external_node_net_.isIP)(name) === 0 ? { servername: name } : {}),
            ALPNProtocols: ['http/1.1'],
            rejectUnauthorized: verify
        });
        socket.once('secureConnect', () => resolve(socket));
        socket.on('error', reject);
        stream.once('error', reject);
        stream.once('close', () => reject(new Error('the connection was closed during the TLS handshake')));
    });
}

;
function requestHttp(question) {
    return withDeadline({ seconds: question.timeoutSeconds, signal: question.signal }, async (signal) => {
        const url = new URL(question.url);
        const isTls = url.protocol === 'https:';
        const port = Number(url.port) || (isTls ? 443 : 80);
        const address = url.hostname.replace(/^\[|\]$/g, '');
        const stream = await open_stream_openStream({ address, port }, question.from, signal);
        const socket = isTls ? await openTls(stream, { name: question.serverName ?? address, verify: question.verifyTls }) : stream;
        whenAborted(signal, () => socket.destroy());
        const message = await sendGet(url, question.serverName, socket);
        const certificateEndsAt = socket instanceof external_node_tls_.TLSSocket ? Date.parse(socket.getPeerCertificate().valid_to) : undefined;
        return {
            status: message.statusCode ?? 0,
            headers: joinHeaders(message),
            body: await readBody(message, question.maxBodyBytes),
            certificateEndsAt
        };
    });
}
function sendGet(url, serverName, socket) {
    const host = serverName === undefined ? url.host : `${serverName}${url.port === '' ? '' : `:${url.port}`}`;
    return new Promise((resolve, reject) => {
        const request = (0,external_node_http_.request)({
            createConnection: () => socket,
            path: `${url.pathname}${url.search}`,
            headers: { host, 'user-agent': 'deploy-kit', accept: '*/*', connection: 'close' }
        });
        request.once('response', resolve);
        request.on('error', reject);
        request.end();
    });
}
function joinHeaders(message) {
    return Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]));
}
async function readBody(message, maxBytes) {
    const chunks = [];
    let length = 0;
    for await (const chunk of message) {
        chunks.push(chunk.subarray(0, maxBytes - length));
        length += chunk.length;
        if (length >= maxBytes)
            break;
    }
    return Buffer.concat(chunks).toString('utf8');
}

;
const MAX_BODY_BYTES = 64 * 1024;
const DAY_MS = 86_400_000;
async function checkHttp(check, from, signal) {
    const startedAt = performance.now();
    try {
        const answer = await ask(check, from, signal);
        return judge(check, answer, Math.round(performance.now() - startedAt));
    }
    catch (error) {
        return { passed: false, detail: describeError(error) };
    }
}
async function ask(check, from, signal) {
    const { url, timeoutSeconds, serverName } = check;
    const verifyTls = check.unsafeSkipTlsCheck !== true;
    const question = { url, from, timeoutSeconds, serverName, verifyTls, maxBodyBytes: MAX_BODY_BYTES, signal };
    try {
        return await requestHttp(question);
    }
    catch (error) {
        const isRefused = error instanceof core .mG && error.code === 'DK_FORWARDING_REFUSED';
        if (isRefused && from !== undefined)
            return requestByProgram({ ...question, from });
        throw error;
    }
}
function judge(check, answer, milliseconds) {
    const seen = `HTTP ${answer.status} in ${milliseconds} ms`;
    const certificate = describeCertificate(check, answer);
    const problems = [findStatusProblem(check, answer), findBodyProblem(check, answer), findHeaderProblem(check, answer), certificate.problem];
    const told = problems.filter((problem) => problem !== undefined);
    return { passed: told.length === 0, detail: [seen, ...told, ...certificate.notes].join('; ').replace('; ->', ' ->') };
}
function findStatusProblem(check, { status, headers, body }) {
    if (check.status.some(([first, last]) => status >= first && status <= last))
        return undefined;
    if (headers['location'] !== undefined)
        return `-> ${headers['location'].slice(0, 200)}`;
    const wanted = check.status.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(', ');
    return `expected ${wanted}${body.trim() === '' ? '' : `; the body begins: ${excerpt(body)}`}`;
}
function findBodyProblem({ body: text }, { body }) {
    if (text === undefined || body.includes(text))
        return undefined;
    return `body does not contain ${JSON.stringify(text)}; it ${body === '' ? 'is empty' : `begins: ${excerpt(body)}`}`;
}
function findHeaderProblem({ header }, { headers }) {
    if (header === undefined)
        return undefined;
    const value = headers[header.name];
    if (value === undefined)
        return `there is no header ${header.name}`;
    if (value.includes(header.text))
        return undefined;
    return `header ${header.name} does not contain ${JSON.stringify(header.text)}: ${excerpt(value)}`;
}
function describeCertificate({ tlsDays, unsafeSkipTlsCheck }, { certificateEndsAt }) {
    const skipped = unsafeSkipTlsCheck === true ? ['certificate NOT verified'] : [];
    if (tlsDays === undefined)
        return { problem: undefined, notes: skipped };
    if (certificateEndsAt === undefined)
        return { problem: 'the end of the certificate cannot be read', notes: skipped };
    const days = Math.floor((certificateEndsAt - Date.now()) / DAY_MS);
    if (days < tlsDays)
        return { problem: `certificate is valid for ${days} days only, needed are ${tlsDays}`, notes: skipped };
    return { problem: undefined, notes: [`certificate valid for ${days} days`, ...skipped] };
}

;
async function checkTcp(check, from, signal) {
    const startedAt = performance.now();
    try {
        await withDeadline({ seconds: check.timeoutSeconds, signal }, (limit) => open_stream_openStream(check, from, limit));
        return { passed: true, detail: `connected in ${Math.round(performance.now() - startedAt)} ms` };
    }
    catch (error) {
        const isRefused = error instanceof core .mG && error.code === 'DK_FORWARDING_REFUSED';
        if (isRefused && from !== undefined)
            return connectByProgram(check, from, signal);
        return { passed: false, detail: describeError(error) };
    }
}
const CONNECT_PROGRAM = `
if command -v bash >/dev/null 2>&1; then
  exec bash -c 'exec 3<>"/dev/tcp/$1/$2"' bash "$1" "$2" 2>/dev/null
elif command -v nc >/dev/null 2>&1; then
  exec nc -z "$1" "$2" </dev/null >/dev/null 2>&1
fi
exit 69
`;
async function connectByProgram(check, from, signal) {
    const { address, port, timeoutSeconds } = check;
    const result = await runOnHost(from, { command: (0,core .K$)(CONNECT_PROGRAM, [address, String(port)]), timeoutSeconds, signal });
    const problem = describeEnding(result, timeoutSeconds);
    if (problem === undefined)
        return { passed: true, detail: 'connected (by a program on the host)' };
    const detail = problem === 'exit code 69' ? 'the server refuses TCP forwarding, and the host has neither bash nor nc' : problem;
    return { passed: false, detail: detail.startsWith('exit code') ? 'no connection' : detail };
}

;
async function askContainers(check, transport, signal) {
    const { timeoutSeconds } = check;
    const result = await runOnHost(transport, { command: check.containers, timeoutSeconds, signal });
    const problem = describeEnding(result, timeoutSeconds);
    if (problem !== undefined)
        return { passed: false, detail: problem === 'exit code 1' ? lastLine(result) : `${problem}: ${lastLine(result)}` };
    const containers = parseContainers(result.stdout);
    if (containers.length === 0)
        return { passed: false, detail: 'there is no container to ask' };
    const answers = await Promise.all(containers.map(async (container) => {
        const { passed, detail } = await askContainer(check, container, { transport, signal });
        return { passed, detail: `${container.name}: ${detail}` };
    }));
    const failed = answers.filter(({ passed }) => !passed);
    return { passed: failed.length === 0, detail: (failed.length > 0 ? failed : answers).map(({ detail }) => detail).join('; ') };
}
function parseContainers(text) {
    const lines = text.split('\n').filter((line) => line !== '');
    return lines.map((line) => {
        const [name = '', address = ''] = line.split(' ');
        return { name, address };
    });
}
async function askContainer(check, { address }, { transport, signal }) {
    if (address === '')
        return { passed: false, detail: 'has no address: it is in no network' };
    if (check.kind === 'tcp')
        return checkTcp({ ...check, address }, transport, signal);
    const url = new URL(check.url);
    const serverName = check.serverName ?? url.hostname;
    url.hostname = (0,external_node_net_.isIPv6)(address) ? `[${address}]` : address;
    return checkHttp({ ...check, url: url.href, serverName }, transport, signal);
}

;
const COMMAND_PROGRAM = `
seconds=$1
shift
if timeout -k 2 1 true 2>/dev/null; then exec timeout -k 2 "$seconds" sh -c '"$@"' deploy-kit "$@"; fi
"$@"
`;
async function checkCommand(check, transport, signal) {
    const { argv, cwd, output, timeoutSeconds } = check;
    const command = (0,core .K$)(COMMAND_PROGRAM, [String(Math.ceil(timeoutSeconds) + 1), ...argv], cwd === undefined ? {} : { cwd });
    const result = await runOnHost(transport, { command, timeoutSeconds, signal });
    const problem = describeEnding(result, timeoutSeconds);
    if (check.tells === true && problem === undefined)
        return { passed: true, detail: lastLine({ ...result, stderr: '' }) };
    if (check.tells === true && problem === 'exit code 1')
        return { passed: false, detail: lastLine(result) };
    if (problem !== undefined) {
        const last = lastLine(result);
        return { passed: false, detail: last === '' ? problem : `${problem}: ${last}` };
    }
    if (output !== undefined && !result.stdout.includes(output)) {
        return { passed: false, detail: `output does not contain ${JSON.stringify(output)}; it begins: ${excerpt(result.stdout)}` };
    }
    return { passed: true, detail: `exit code 0 in ${Math.round(result.durationMs)} ms` };
}

;
const FILE_PROGRAM = `
[ -e "$1" ] || { echo absent; exit 0; }
modified=$(stat -L -c %Y "$1" 2>/dev/null || stat -L -f %m "$1") || exit 1
echo "$modified $(date +%s)"
`;
async function checkFile(check, transport, signal) {
    const { path, maxAgeSeconds, timeoutSeconds } = check;
    const result = await runOnHost(transport, { command: (0,core .K$)(FILE_PROGRAM, [path]), timeoutSeconds, signal });
    const problem = describeEnding(result, timeoutSeconds);
    if (problem !== undefined)
        return { passed: false, detail: `${problem}: ${lastLine(result)}` };
    if (result.stdout.trim() === 'absent')
        return { passed: false, detail: `${path} does not exist` };
    const [modified = Number.NaN, now = Number.NaN] = result.stdout.trim().split(' ').map(Number);
    const age = Math.max(0, now - modified);
    if (Number.isNaN(age))
        return { passed: false, detail: `the age of ${path} cannot be read` };
    if (maxAgeSeconds === undefined)
        return { passed: true, detail: `exists, changed ${(0,core .PP)(age)} ago` };
    const isFresh = age <= maxAgeSeconds;
    return { passed: isFresh, detail: `changed ${(0,core .PP)(age)} ago${isFresh ? '' : `, allowed are ${(0,core .PP)(maxAgeSeconds)}`}` };
}

;
const WINDOW_BYTES = 64 * 1024;
const LOG_SIZE_PROGRAM = `
[ -f "$1" ] || { echo absent; exit 0; }
inode=$(stat -L -c %i "$1" 2>/dev/null || stat -L -f %i "$1") || exit 1
echo "$inode $(($(wc -c <"$1")))"
`;
const LOG_PROGRAM = `
file=$1 skip=$2 inode=$3 window=$4
shift 4
[ -f "$file" ] || { echo absent; exit 0; }
[ -r "$file" ] || { echo unreadable; exit 0; }
size=$(($(wc -c <"$file")))
if [ -z "$inode" ]; then
  skip=$((size > window ? size - window : 0))
elif [ "$inode" != "$(stat -L -c %i "$file" 2>/dev/null || stat -L -f %i "$file")" ] || [ "$size" -lt "$skip" ]; then
  skip=0
fi
left=$#
while [ "$left" -gt 0 ]; do
  text=$1
  shift
  set -- "$@" -e "$text"
  left=$((left - 1))
done
echo "$((size - skip))"
tail -c "+$((skip + 1))" "$file" | tr -d '\\000' | LC_ALL=C grep -F "$@" | head -n 3 | cut -c 1-300
exit 0
`;
async function checkLog(check, at, signal) {
    const { path, without, timeoutSeconds } = check;
    const mark = check.recent === true ? undefined : at.marks.get(keyOf(check));
    const args = [path, String(mark?.sizeBytes ?? 0), mark?.inode ?? '', String(WINDOW_BYTES), ...without];
    const result = await runOnHost(at.transport, { command: (0,core .K$)(LOG_PROGRAM, args), timeoutSeconds, signal });
    const problem = describeEnding(result, timeoutSeconds);
    if (problem !== undefined)
        return { passed: false, detail: `${problem}: ${lastLine(result)}` };
    const [first = '', ...found] = result.stdout.split('\n').filter((line) => line !== '');
    if (first === 'absent')
        return { passed: false, detail: `${path} does not exist` };
    if (first === 'unreadable')
        return { passed: false, detail: `${path} may not be read` };
    if (found.length > 0)
        return { passed: false, detail: `found: ${found[0]}` };
    const searched = `${mark === undefined ? 'the last' : 'the new'} ${(0,core .qI)(Number(first))}`;
    return { passed: true, detail: `nothing found in ${searched}` };
}
async function markLogs(checks, transportFor, signal) {
    const logs = checks.filter((check) => check.kind === 'log');
    const marks = await Promise.all(logs.map(async (check) => {
        const command = (0,core .K$)(LOG_SIZE_PROGRAM, [check.path]);
        const result = await runOnHost(await transportFor(check.host), { command, timeoutSeconds: check.timeoutSeconds, signal });
        return [keyOf(check), parseMark(result.stdout)];
    }));
    return new Map(marks.flatMap(([key, mark]) => (mark === undefined ? [] : [[key, mark]])));
}
function parseMark(text) {
    if (text.trim() === 'absent')
        return { sizeBytes: 0, inode: 'absent' };
    const match = /^(\d+) (\d+)$/.exec(text.trim());
    return match ? { inode: match[1] ?? '', sizeBytes: Number(match[2]) } : undefined;
}
function keyOf(check) {
    return `${check.host}:${check.path}`;
}

;
const PROCESS_PROGRAM = `
IFS= read -r text
list() {
  if command -v ps >/dev/null 2>&1; then
    COLUMNS=32000 ps -A -o pid= -o args=
    return
  fi
  for folder in /proc/[0-9]*; do
    line=$(tr '\\000\\n' '  ' 2>/dev/null <"$folder/cmdline")
    [ -z "$line" ] || printf '%s %s\\n' "\${folder#/proc/}" "$line"
  done
}
list | while read -r pid line; do
  case $pid in '' | *[!0-9]*) continue ;; esac
  case $line in *'<defunct>' | *'sh -c '*' deploy-kit '* | 'ps -A -o'*) continue ;; esac
  case $line in *"$text"*) printf '%s %.150s\\n' "$pid" "$line" ;; esac
done
`;
async function checkProcess(check, transport, signal) {
    const { text, timeoutSeconds } = check;
    const command = (0,core .K$)(PROCESS_PROGRAM, [], { stdin: `${text}\n` });
    const result = await runOnHost(transport, { command, timeoutSeconds, signal });
    const problem = describeEnding(result, timeoutSeconds);
    if (problem !== undefined)
        return { passed: false, detail: `${problem}: ${lastLine(result)}` };
    const found = result.stdout.split('\n').filter((line) => line !== '');
    if (found.length === 0)
        return { passed: false, detail: `no process whose command line contains ${JSON.stringify(text)}` };
    return { passed: true, detail: found.length === 1 ? `process ${found[0]}` : `${found.length} processes, first: ${found[0]}` };
}

;
async function checkOnce(check, surroundings) {
    return (await lookOnce(check, surroundings)).result;
}
async function lookOnce(check, surroundings) {
    const { title, host, required } = check;
    const tell = (finding) => ({ title, host, required, ...finding, attempts: 1 });
    try {
        return { result: tell(await look(check, surroundings)), gone: undefined };
    }
    catch (error) {
        return { result: tell({ passed: false, detail: describeError(error) }), gone: hasGivenUp(error) ? error : undefined };
    }
}
async function look(check, { transportFor, marks, signal }) {
    if ((check.kind === 'http' || check.kind === 'tcp') && check.containers !== undefined) {
        return askContainers({ ...check, containers: check.containers }, await transportFor(check.host), signal);
    }
    switch (check.kind) {
        case 'http':
            return checkHttp(check, check.from === 'host' ? await transportFor(check.host) : undefined, signal);
        case 'tcp':
            return checkTcp(check, check.from === 'host' ? await transportFor(check.host) : undefined, signal);
        case 'command':
            return checkCommand(check, await transportFor(check.host), signal);
        case 'process':
            return checkProcess(check, await transportFor(check.host), signal);
        case 'file':
            return checkFile(check, await transportFor(check.host), signal);
        case 'log':
            return checkLog(check, { transport: await transportFor(check.host), marks: marks ?? new Map() }, signal);
    }
}
function markHealth(checks, { transportFor, signal }) {
    return markLogs(checks, transportFor, signal);
}
async function waitHealthy(wait) {
    const { checks, attempts, delaySeconds, signal, onAttempt, clock = systemClock } = wait;
    for (let attempt = 1;; attempt++) {
        refuseCancelled(signal);
        const looks = await Promise.all(checks.map((check) => lookOnce(check, wait)));
        const results = looks.map(({ result }) => ({ ...result, attempts: attempt }));
        refuseCancelled(signal);
        onAttempt?.(attempt, results);
        const passed = results.every((result) => result.passed || !result.required);
        const gone = looks.map((found) => found.gone).find((error) => error !== undefined);
        if (passed || attempt >= attempts || gone !== undefined)
            return { passed, results, gone: passed ? undefined : gone };
        await clock.sleep(delaySeconds * 1000, signal);
    }
}
function refuseCancelled(signal) {
    if (signal?.aborted !== true)
        return;
    throw new core .mG('DK_CANCELLED', {
        message: 'The run was cancelled while waiting for health checks',
        remedy: 'Start it again when you are ready',
        cause: signal.reason
    });
}
var ending_error = __webpack_require__(29975);
var run_repeatable = __webpack_require__(3924);
;
const HELD = 75;
const POLL_SECONDS = 2;
const COMMAND_TIMEOUT_SECONDS = 60;
async function takeLeases(request) {
    const taken = [];
    const sorted = [...request.leases].sort((left, right) => (left.transport.host < right.transport.host ? -1 : 1));
    try {
        for (const held of sorted) {
            taken.push(held);
            await take(held.transport, held.lease, request);
        }
    }
    catch (error) {
        await releaseAll(taken, request.listen);
        throw error;
    }
    const held = keepRenewing(sorted, request);
    try {
        await Promise.all(sorted.map(({ transport, lease }) => settle(transport, lease, request.signal)));
    }
    catch (error) {
        await held.release();
        throw error;
    }
    return held;
}
async function settle(transport, { settle: settling }, signal) {
    if (settling === undefined)
        return;
    const { line, stdin } = (0,core .XX)(settling.command);
    const { title, timeoutSeconds } = settling;
    const result = await (0,run_repeatable .z)(transport, { line, stdin: () => stdin, effect: 'write', timeoutSeconds, signal });
    const error = (0,ending_error .v)(result, { title, host: transport.host });
    if (error !== undefined)
        throw error;
}
async function take(transport, lease, { clock, listen, signal }) {
    const { host } = transport;
    const deadline = clock.now() + lease.waitSeconds * 1000;
    for (;;) {
        if (signal.aborted)
            throw lease_cancelled(host);
        const result = await runLeaseCommand(transport, lease.take);
        if (!isHeld(result)) {
            const error = (0,ending_error .v)(result, { title: 'Take the deploy lock', host });
            if (error !== undefined)
                throw error;
            return;
        }
        const holder = lease_lastLine(result.stdout) || 'another run';
        if (clock.now() >= deadline)
            throw lockHeld(host, holder, lease.waitSeconds);
        listen({ type: 'lease-waiting', host, holder });
        await clock.sleep(POLL_SECONDS * 1000, signal);
    }
}
function keepRenewing(leases, { clock, listen }) {
    const lost = new AbortController();
    const ended = new AbortController();
    const renewals = leases.map(async ({ transport, lease }) => {
        for (;;) {
            await clock.sleep(lease.renewEverySeconds * 1000, ended.signal);
            if (ended.signal.aborted || lost.signal.aborted)
                return;
            const problem = await renew(transport, lease);
            if (problem?.code === 'DK_LOCK_LOST')
                lost.abort(problem);
            else if (problem !== undefined)
                listen({ type: 'debug', host: transport.host, message: `The deploy lock was not renewed: ${problem.message}` });
        }
    });
    let released;
    const release = async () => {
        ended.abort();
        await Promise.all(renewals);
        await releaseAll(leases, listen);
    };
    return { lost: lost.signal, release: () => (released ??= release()) };
}
async function renew(transport, lease) {
    const { host } = transport;
    try {
        const result = await runLeaseCommand(transport, lease.renew);
        if (isHeld(result))
            return lockLost(host, lease_lastLine(result.stdout) || 'nobody');
        return (0,ending_error .v)(result, { title: 'Renew the deploy lock', host });
    }
    catch (thrown) {
        return (0,core .RI)(thrown);
    }
}
async function releaseAll(leases, listen) {
    await Promise.all(leases.map(async ({ transport, lease }) => {
        const { host } = transport;
        try {
            const error = (0,ending_error .v)(await runLeaseCommand(transport, lease.release), { title: 'Release the deploy lock', host });
            if (error !== undefined)
                throw error;
        }
        catch (thrown) {
            const { message } = (0,core .RI)(thrown);
            listen({ type: 'warning', host, message: `The deploy lock on ${host} could not be released and will expire by itself: ${message}` });
        }
    }));
}
function runLeaseCommand(transport, command) {
    const { line, stdin } = (0,core .XX)(command);
    return (0,run_repeatable .z)(transport, { line, stdin: () => stdin, effect: 'write', timeoutSeconds: COMMAND_TIMEOUT_SECONDS });
}
function lease_lastLine(text) {
    return text.trim().split('\n').at(-1) ?? '';
}
function isHeld({ ending }) {
    return ending.kind === 'exited' && ending.code === HELD;
}
function lockHeld(host, holder, waitedSeconds) {
    const waited = waitedSeconds === 0 ? '' : `, also after ${waitedSeconds} s of waiting`;
    return new core .mG('DK_LOCK_HELD', {
        message: `The deploy lock on ${host} is held by ${holder}${waited}`,
        remedy: `Wait for it to end, or run: deploy-kit unlock --host ${host}`,
        host
    });
}
function lockLost(host, holder) {
    const how = holder === 'nobody' ? 'is gone: it was unlocked, or the host went back by itself,' : `was taken over by ${holder}`;
    return new core .mG('DK_LOCK_LOST', {
        message: `The deploy lock on ${host} ${how} while this run was under way`,
        remedy: `Look at what is live on ${host} (deploy-kit status) and who works there, then run it again`,
        host
    });
}
function lease_cancelled(host) {
    return new core .mG('DK_CANCELLED', {
        message: `The run was cancelled while it waited for the deploy lock on ${host}`,
        remedy: 'Start it again when you are ready',
        host
    });
}

;
function findProblemError({ problems }) {
    const [first] = problems;
    if (first === undefined)
        return undefined;
    if (problems.length === 1)
        return new core .mG(first.code, { message: withHost(first), remedy: first.remedy, host: first.host });
    return new core .mG(first.code, {
        message: `${problems.length} problems:\n${problems.map((problem) => `  - ${withHost(problem)}`).join('\n')}`,
        remedy: [...new Set(problems.map(({ remedy }) => remedy))].join('\n')
    });
}
function withHost({ host, message }) {
    return host === undefined || message.includes(host) ? message : `${host}: ${message}`;
}

;
function redactPlan(plan, redactor) {
    const { tables, notes, problems, outputs, answer, afterwards } = plan;
    return {
        ...plan,
        ...redactMembers({ tables, notes, problems, outputs }, redactor),
        ...(answer === undefined ? {} : { answer: redactMembers(answer, redactor) }),
        ...(afterwards === undefined ? {} : { afterwards: redactMembers(afterwards, redactor) })
    };
}
function redactMembers(value, redactor) {
    if (typeof value === 'string')
        return redactor.redact(value);
    if (Array.isArray(value))
        return value.map((member) => redactMembers(member, redactor));
    if (typeof value !== 'object' || value === null)
        return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, redactMembers(member, redactor)]));
}

;
const SHORTEST_LINE = 6;
const SHORTEST_INNER_BASE64 = 8;
const ASSIGNMENT = /^(?:export\s+)?[A-Za-z_]\w*=([^=].*)$/;
const ARMOR = /^-----/;
class Redactor {
    #forms = new Set();
    #pattern;
    add(secrets) {
        const before = this.#forms.size;
        for (const secret of secrets) {
            for (const text of secret.revealParts().flatMap(findSecretTexts))
                for (const form of renderForms(text))
                    this.#forms.add(form);
        }
        if (this.#forms.size !== before)
            this.#pattern = undefined;
    }
    redact(text) {
        if (this.#forms.size === 0)
            return text;
        this.#pattern ??= makePattern([...this.#forms]);
        return text.replaceAll(this.#pattern, '***');
    }
}
function findSecrets(value, seen = new Set()) {
    if (value instanceof core .zh)
        return [value];
    if (typeof value !== 'object' || value === null || seen.has(value))
        return [];
    seen.add(value);
    const members = value instanceof Map ? [...value.values()] : Object.values(value);
    return members.flatMap((member) => findSecrets(member, seen));
}
function findSecretTexts(secret) {
    const lines = listLines(secret);
    const values = [...lines.flatMap((line) => ASSIGNMENT.exec(line)?.slice(1) ?? []).map(unquote), ...findJsonTexts(secret)];
    const ownLines = lines.length === 1 ? [] : keepLong(lines.filter((line) => !ASSIGNMENT.test(line)));
    const texts = [secret, secret.trim(), ...ownLines, ...findUrlPasswords(secret), ...values.flatMap(findValueTexts)];
    return texts.filter(core .QD);
}
function findValueTexts(value) {
    const lines = listLines(value);
    return [value, ...(lines.length === 1 ? [] : keepLong(lines)), ...findUrlPasswords(value)];
}
function listLines(text) {
    return text.split(/\r?\n/).map((line) => line.trim());
}
function keepLong(lines) {
    return lines.filter((line) => line.length >= SHORTEST_LINE && !ARMOR.test(line));
}
function unquote(text) {
    return /^(["'])(.*)\1$/.exec(text)?.[2] ?? text;
}
function findJsonTexts(secret) {
    if (!secret.trimStart().startsWith('{'))
        return [];
    const texts = [];
    try {
        JSON.parse(secret, (_key, member) => {
            if (typeof member === 'string')
                texts.push(member);
        });
    }
    catch {
        return [];
    }
    return texts;
}
function findUrlPasswords(secret) {
    return [...secret.matchAll(/:\/\/[^\s/?#@:]*:([^\s/?#@]+)@/g)].flatMap(([, password = '']) => [password, decodePercent(password)]);
}
function decodePercent(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}
const XML = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
function renderForms(text) {
    const bytes = Buffer.from(text);
    const url = encodeURIComponent(bytes.toString());
    const base64 = [bytes.toString('base64'), bytes.toString('base64').replace(/=+$/, ''), ...renderInnerBase64(bytes)];
    const forms = [
        text,
        JSON.stringify(text).slice(1, -1),
        url,
        url.replaceAll('%20', '+'),
        bytes.toString('hex'),
        bytes.toString('hex').toUpperCase(),
        ...base64,
        ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
        text.replaceAll("'", "'\\''"),
        text.replaceAll(/[\\"$`]/g, '\\$&'),
        text.replaceAll(/[&<>"']/g, (mark) => XML[mark] ?? mark)
    ];
    return forms.filter(core .QD);
}
function renderInnerBase64(bytes) {
    return [1, 2, 0]
        .map((offset) => {
        const whole = Math.floor((offset + bytes.length) / 3) * 3;
        const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).subarray(0, whole).toString('base64');
        return encoded.slice(offset === 0 ? 0 : 4);
    })
        .filter((form) => form.length >= SHORTEST_INNER_BASE64);
}
function makePattern(forms) {
    const sorted = [...forms].sort((left, right) => right.length - left.length);
    return new RegExp(sorted.map((form) => form.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g');
}

;
async function planOperation(planning, before) {
    const { operation, values, redactor, listen, approvedHash, onPlan } = planning;
    const planned = operation.plan(values, await observe(planning));
    redactor.add(findSecrets(planned));
    const plan = redactPlan(planned, redactor);
    onPlan(plan);
    if (plan.hash !== before?.hash) {
        if (before !== undefined)
            listen({ type: 'warning', message: 'The hosts have changed since the first look: the plan was made anew' });
        listen({ type: 'planned', plan });
    }
    const problem = findProblemError(plan);
    if (problem !== undefined)
        throw problem;
    if (approvedHash !== undefined && approvedHash !== plan.hash)
        throw drifted(approvedHash, plan);
    return plan;
}
async function observe({ operation, values, observer, connections, signal }) {
    try {
        return await untilAborted(operation.observe(values, observer), signal);
    }
    catch (thrown) {
        if (signal.aborted)
            throw cancelled();
        const unreachable = await untilAborted(connections.findFailure(), signal);
        throw unreachable ?? thrown;
    }
}
function drifted(approvedHash, plan) {
    return new core .mG('DK_PLAN_DRIFTED', {
        message: `The plan is not the approved one: it has the hash ${plan.hash}, and ${approvedHash} was approved`,
        remedy: 'Nothing has been changed. Look at the new plan (--plan), and approve that one'
    });
}

;
function concludePlan(plan, record, probes) {
    const { reports: steps, checks, restored, evidence, answers, sentBytes } = record;
    const live = findLive(plan, record);
    const error = plan_ending_describeFailure(plan, record, live);
    return { outcome: findOutcome(record), steps, checks, restored, probes, evidence, answers, sentBytes, live, error };
}
function findOutcome({ failures, undo }) {
    if (failures.length === 0)
        return 'succeeded';
    return { 'not-needed': 'failed', complete: 'undone', incomplete: 'undo-failed' }[undo];
}
function findLive(plan, record) {
    const succeeded = record.failures.length === 0 || record.isKept;
    const isAsBefore = (host) => {
        const begun = record.begun.filter(({ step }) => step.host === host);
        if (!begun.some(({ step }) => (plan.onFailure === 'undo' ? step.undo !== undefined : step.effect === 'write')))
            return true;
        const wasTried = record.undo === 'complete' || record.notUndone.length > 0;
        return wasTried && !record.notUndone.some(({ step }) => step.host === host);
    };
    const entries = Object.entries(plan.live).map(([host, { before, after }]) => {
        if (succeeded)
            return [host, after];
        return [host, isAsBefore(host) ? before : undefined];
    });
    return Object.fromEntries(entries);
}
function plan_ending_describeFailure(plan, record, live) {
    const [first, ...others] = record.failures;
    if (first === undefined)
        return undefined;
    const sentences = [
        first.message,
        ...others.filter(({ message }) => message !== first.message).map(({ message }) => message),
        ...describeUndo(record, plan),
        ...(plan.failing === undefined ? describeLive(live) : [findWords(plan.failing, record)]),
        ...record.restored.map(core .yX)
    ];
    const { step, host, exitCode, stderrTail } = first;
    return new core .mG(findCode(plan, record, first), {
        message: sentences.join('. '),
        remedy: describeRemedy(record, first, plan),
        ...{ step, host, exitCode, stderrTail },
        cause: first
    });
}
function findWords({ unsure, asBefore, kept }, { undo, isKept }) {
    if (isKept && kept !== undefined)
        return kept.words;
    return undo === 'incomplete' ? unsure : asBefore;
}
const SAY_UNDONE = ['DK_CANCELLED', 'DK_BACKUP_DAMAGED'];
function findCode({ failing }, { undo }, first) {
    if (undo === 'not-needed' || first.code === 'DK_LOCK_LOST')
        return first.code;
    if (undo === 'incomplete')
        return 'DK_UNDO_INCOMPLETE';
    const saysUndone = SAY_UNDONE.includes(first.code) || first.processExitCode === core .OP.DK_DEPLOY_UNDONE.exitCode;
    return saysUndone ? first.code : (failing?.undone ?? 'DK_DEPLOY_UNDONE');
}
function describeUndo({ undo, begun, notUndone, isKept }, plan) {
    if (isKept)
        return [];
    if (undo === 'not-needed')
        return describeUnchanged(begun, plan);
    const hosts = [...new Set(begun.filter(({ step }) => step.undo !== undefined).map(({ step }) => step.host))].sort();
    if (undo === 'complete')
        return [`Everything was undone on ${hosts.join(', ')}`];
    if (notUndone.length === 0)
        return [`NOTHING was undone by this run on ${hosts.join(', ')}`];
    const failed = notUndone.map(({ step, error }) => `"${step.title}" on ${step.host} (${error.message})`);
    const clean = hosts.filter((host) => !notUndone.some(({ step }) => step.host === host));
    return [...(clean.length === 0 ? [] : [`Everything was undone on ${clean.join(', ')}`]), `NOT undone: ${failed.join('; ')}`];
}
function describeUnchanged(begun, { steps, onFailure }) {
    if (steps.every(({ effect }) => effect === 'read'))
        return [];
    if (begun.every(({ step }) => step.effect === 'read'))
        return ['Nothing was changed'];
    return [onFailure === 'stop' ? 'What had been done before stays as it is' : 'Nothing had to be undone'];
}
function describeLive(live) {
    const parts = Object.entries(live).map(([host, release]) => `${release ?? 'nothing, as far as is known,'} on ${host}`);
    return parts.length === 0 ? [] : [`Live now: ${parts.join(', ')}`];
}
function describeRemedy(record, first, plan) {
    const remedy = record.undo === 'incomplete' ? describeRepair(record, first, plan) : first.remedy;
    const sick = record.restored.filter(({ passed }) => !passed).map(({ host }) => host);
    if (sick.length === 0)
        return remedy;
    return [
        `What is live on ${sick.join(', ')} does not work, look at it first: deploy-kit status, deploy-kit logs;`,
        `to go back further: deploy-kit rollback --to <release> (deploy-kit releases lists them). Then: ${remedy}`
    ].join(' ');
}
function describeRepair({ notUndone }, first, { hosts, failing }) {
    const broken = [...new Set(notUndone.map(({ step }) => step.host))];
    const where = (broken.length === 0 ? hosts : broken).join(', ');
    return notUndone.length === 0 ? first.remedy : `Look at ${where}: what is listed was not undone; then run it again${failing === undefined ? ', or: deploy-kit rollback' : ''}`;
}

;
function redactError(error, redactor) {
    const { code, step, host, exitCode, stderrTail } = error;
    return new core .mG(code, {
        message: redactor.redact(error.message),
        remedy: redactor.redact(error.remedy),
        stderrTail: stderrTail === undefined ? undefined : redactor.redact(stderrTail),
        ...{ step, host, exitCode },
        cause: redactCause(error.cause, redactor)
    });
}
function redactCause(cause, redactor) {
    if (cause instanceof core .mG)
        return redactError(cause, redactor);
    if (!(cause instanceof Error))
        return typeof cause === 'string' ? redactor.redact(cause) : undefined;
    const copy = new Error(redactor.redact(cause.message));
    copy.name = cause.name;
    if (cause.stack !== undefined)
        copy.stack = redactor.redact(cause.stack);
    return copy;
}
function redactEvidence(evidence, redactor) {
    return evidence.map((piece) => ({ ...piece, text: redactor.redact(piece.text) }));
}

;
class PlanRecord {
    begun = [];
    failures = [];
    checks = [];
    restored = [];
    evidence = [];
    answers = {};
    notUndone = [];
    undo = 'not-needed';
    sentBytes = 0;
    isKept = false;
    #reports = new Map();
    #context;
    constructor(context) {
        this.#context = context;
    }
    get reports() {
        return this.#context.plan.steps.map((step) => this.#reports.get(step) ?? this.#describeSkipped(step));
    }
    get isAllRun() {
        return this.#reports.size === this.#context.plan.steps.length;
    }
    begin(step) {
        const { clock, startedAt, listen } = this.#context;
        const startedMs = clock.now() - startedAt;
        listen({ type: 'step-started', step });
        const begun = { step, unsettled: true };
        this.begun.push(begun);
        return (ending, reason) => {
            begun.unsettled = ending.unsettled === true;
            const { id, title, host, phase } = step;
            const error = ending.error === undefined ? undefined : redactError(reason ?? ending.error, this.#context.redactor);
            const outcome = error === undefined ? 'succeeded' : 'failed';
            const durationMs = clock.now() - startedAt - startedMs;
            const report = { id, title, host, phase, outcome, startedMs, durationMs, detail: ending.detail ?? '', error };
            this.#reports.set(step, report);
            this.#collect(step, ending);
            listen({ type: 'step-finished', step, result: report });
            if (error !== undefined)
                this.#fail(step, error, reason !== undefined);
        };
    }
    recordUndo({ step, error: thrown }) {
        const report = this.#reports.get(step);
        if (report === undefined)
            return;
        const error = thrown === undefined ? undefined : redactError(thrown, this.#context.redactor);
        if (error !== undefined)
            this.notUndone.push({ step, error });
        const undone = report.outcome === 'failed' ? 'failed' : 'undone';
        this.#reports.set(step, { ...report, outcome: error === undefined ? undone : 'undo-failed', error: report.error ?? error });
    }
    #collect(step, ending) {
        const { redactor } = this.#context;
        this.checks.push(...(ending.checks ?? []));
        this.evidence.push(...redactEvidence(ending.evidence ?? [], redactor));
        this.sentBytes += ending.sentBytes ?? 0;
        if ((step.kind !== 'run' && step.kind !== 'write-package') || step.answer === undefined || ending.error !== undefined)
            return;
        this.answers[`${step.host}/${step.answer}`] = redactor.redact(ending.stdout ?? '');
    }
    #fail(step, error, isInterrupted) {
        if (step.kind !== 'run' || step.optional !== true || isInterrupted) {
            this.failures.push(error);
            return;
        }
        const message = `${error.message} (this step is optional: the run goes on)`;
        this.#context.listen({ type: 'warning', message, host: step.host });
    }
    #describeSkipped({ id, title, host, phase }) {
        const startedMs = this.#context.clock.now() - this.#context.startedAt;
        return { id, title, host, phase, outcome: 'skipped', startedMs, durationMs: 0, detail: '', error: undefined };
    }
}
var text_lines = __webpack_require__(92994);
;
const PROGRESS_EVERY_MS = 200;
class Sending {
    sentBytes = 0;
    #source;
    #counted;
    #step;
    #context;
    constructor(step, source, context) {
        this.#step = step;
        this.#context = context;
        this.#source = source;
        this.#counted = new external_node_stream_.Transform({
            highWaterMark: 1024 * 1024,
            transform: (chunk, _encoding, done) => {
                this.sentBytes += chunk.length;
                done(null, chunk);
            }
        });
        (0,external_node_stream_.pipeline)(this.#source, this.#counted, () => undefined);
    }
    async send(transport) {
        const { receive, timeoutSeconds } = this.#step;
        const lines = { stdout: this.#tell('stdout'), stderr: this.#tell('stderr') };
        try {
            return await transport.run({
                line: (0,core .XX)(receive).line,
                effect: 'write',
                stdin: this.#counted,
                timeoutSeconds,
                signal: this.#context.signal,
                onStdout: (chunk) => lines.stdout.push(chunk),
                onStderr: (chunk) => lines.stderr.push(chunk)
            });
        }
        finally {
            lines.stdout.end();
            lines.stderr.end();
            this.#counted.destroy();
            this.#source.destroy();
        }
    }
    #tell(stream) {
        const { listen, redactor } = this.#context;
        return new text_lines .r((text) => listen({ type: 'step-output', step: this.#step, stream, line: redactor.redact(text) }));
    }
}
function tellProgress(step, totalBytes, { clock, listen }) {
    let last = -Infinity;
    return (doneBytes, isEnd = false) => {
        if (!isEnd && clock.now() - last < PROGRESS_EVERY_MS)
            return;
        last = clock.now();
        listen({ type: 'step-progress', step, doneBytes: Math.min(doneBytes, totalBytes), totalBytes });
    };
}

;
const MAX_ATTEMPTS = 5;
const LOOK_SECONDS = 60;
async function carryImage(planned, context) {
    const tell = tellProgress(planned, planned.sendBytes, context);
    let step = planned;
    let sentBytes = 0;
    for (let attempt = 1;; attempt++) {
        const sending = new Sending(step, context.openImage(step, tell), context);
        const result = await sending.send(context.transportFor(step.host));
        sentBytes += sending.sentBytes;
        const sentLayers = step.layers.filter((layer) => !step.leaveOut.includes(layer)).length;
        const detail = `${sentLayers} of ${step.layers.length} layers, ${(0,core .qI)(sentBytes)} sent`;
        if (!isOver(result) && !context.signal.aborted && (await isThere(step, context))) {
            tell(step.sendBytes, true);
            return { result, error: undefined, sentBytes, detail };
        }
        const isLost = result.ending.kind === 'connection-lost' && !context.signal.aborted;
        const error = (0,ending_error .v)(result, { ...step, step: step.id }) ?? notTheImage(step);
        const isIncomplete = result.ending.kind === 'exited' && step.leaveOut.length > 0 && error.code !== 'DK_DISK_FULL';
        if (attempt === MAX_ATTEMPTS || (!isLost && !isIncomplete))
            return { result, error, sentBytes, detail };
        if (isIncomplete)
            step = sendAll(step, context);
    }
}
function isOver({ ending }) {
    return ending.kind === 'cancelled' || ending.kind === 'timed-out';
}
function sendAll(step, { listen }) {
    listen({ type: 'warning', host: step.host, message: `${step.host} did not take ${step.reference} without the layers that it had: all of them are sent` });
    return { ...step, leaveOut: [] };
}
async function isThere({ host, look, identity }, { transportFor, signal }) {
    const { line, stdin } = (0,core .XX)(look);
    const { stdout } = await (0,run_repeatable .z)(transportFor(host), { line, stdin: () => stdin, effect: 'read', timeoutSeconds: LOOK_SECONDS, signal });
    const image = (0,core ._M)(stdout);
    return image !== undefined && (0,core .rr)(image, identity);
}
function notTheImage({ id, host, reference }) {
    return new core .mG('DK_UPLOAD_CORRUPT', {
        message: `The Docker Engine of ${host} took ${reference}, but does not have the same image`,
        remedy: 'Try it by hand: docker save | ssh docker load, and compare docker image inspect on both sides',
        step: id,
        host
    });
}
var text_tail = __webpack_require__(59531);
var logged = __webpack_require__(92294);
;
const MAX_BYTES = 64 * 1024;
const TIMEOUT_SECONDS = 20;
async function collectEvidence(wanted, { transportFor }) {
    return await Promise.all(wanted.map(async ({ title, host, command }) => {
        try {
            const result = await transportFor(host).run({ ...(0,core .XX)(command), effect: 'read', timeoutSeconds: TIMEOUT_SECONDS });
            return { title, host, text: renderOutput(result) };
        }
        catch (error) {
            return { title, host, text: `[not available: ${error instanceof Error ? error.message : String(error)}]` };
        }
    }));
}
function outputEvidence(title, host, result) {
    const text = renderOutput(result);
    return text === '' ? [] : [{ title: `Output of "${title}"`, host, text }];
}
function renderOutput({ stdout, stderr, ending }) {
    const parts = [stdout.trimEnd(), stderr.trimEnd()].filter((part) => part !== '').map((part) => (0,text_tail .Q)(part, MAX_BYTES / 2));
    const isWell = ending.kind === 'exited' && ending.code === 0;
    return [...parts, ...(isWell || parts.length === 0 ? [] : [`[the command ${(0,logged .b)(ending)}]`])].join('\n');
}
var step_commands = __webpack_require__(87180);
;
async function measureDowntime(step, context) {
    const reports = (await context.lookAtProbes?.(step.host)) ?? [];
    const numbers = reports.map(({ host: _, ...measured }) => measured);
    const result = await (0,step_commands .X)({ ...step, step, command: step.record, journal: undefined, repeatable: true, stdin: `${JSON.stringify(numbers)}\n` }, context);
    const failures = reports.reduce((sum, report) => sum + report.failures, 0);
    const detail = context.redactor.redact(reports.map(core .q_).join('; '));
    const error = (0,ending_error .v)(result, { ...step, step: step.id }) ?? (failures > (step.maxFailedRequests ?? Infinity) ? tooMuch(step, detail) : undefined);
    return { detail, error };
}
function tooMuch({ id, host, maxFailedRequests }, detail) {
    return new core .mG('DK_DOWNTIME', {
        step: id,
        host,
        message: `The cutover on ${host} let requests fail, and at most ${maxFailedRequests} may: ${detail}`,
        remedy: 'See in the plan what the cutover interrupts and why; a release that starts beside the old one needs no pause. Or allow more with max-failed-requests'
    });
}

;
const upload_MAX_ATTEMPTS = 5;
async function upload(step, context) {
    const files = step.entries.filter((entry) => entry.type === 'file');
    const totalBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
    const tell = tellProgress(step, totalBytes, context);
    let sentBytes = 0;
    for (let attempt = 1;; attempt++) {
        const sending = new Sending(step, context.openTree(step, tell), context);
        const result = await sending.send(context.transportFor(step.host));
        sentBytes += sending.sentBytes;
        if (result.ending.kind === 'connection-lost' && attempt < upload_MAX_ATTEMPTS && !context.signal.aborted)
            continue;
        if (result.ending.kind === 'exited' && result.ending.code === 0)
            tell(totalBytes, true);
        const count = files.length === 1 ? '1 file' : `${files.length} files`;
        return { result, sentBytes, detail: `${count}, ${(0,core .qI)(sentBytes)} sent` };
    }
}
var external_node_stream_promises_ = __webpack_require__(46466);
;
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
const LEVEL = 6;
async function* gzipStably(chunks, onBytes = () => undefined) {
    let checksum = 0;
    let rawBytes = 0;
    async function* count() {
        for await (const chunk of chunks) {
            checksum = (0,external_node_zlib_.crc32)(chunk, checksum);
            rawBytes += chunk.length;
            yield chunk;
            onBytes(rawBytes);
        }
    }
    const deflate = (0,external_node_zlib_.createDeflateRaw)({ level: LEVEL, chunkSize: 256 * 1024 });
    (0,external_node_stream_.pipeline)(external_node_stream_.Readable.from(count()), deflate, () => undefined);
    yield HEADER;
    for await (const chunk of deflate)
        yield chunk;
    const trailer = Buffer.alloc(8);
    trailer.writeUInt32LE(checksum, 0);
    trailer.writeUInt32LE(rawBytes % 2 ** 32, 4);
    yield trailer;
}

;
async function writePackage(request, options = {}) {
    const workingFolder = options.workingFolder ?? '.';
    const output = external_node_path_.resolve(workingFolder, request.output);
    const partial = `${output}${PARTIAL}${(0,external_node_crypto_.randomBytes)(6).toString('hex')}`;
    try {
        await (0,external_node_fs_promises_.mkdir)(external_node_path_.dirname(output), { recursive: true });
        const written = await writePartial(partial, { ...request, source: external_node_path_.resolve(workingFolder, request.source) }, options);
        await requireAsScanned(partial, request);
        options.signal?.throwIfAborted();
        await (0,external_node_fs_promises_.rename)(partial, output);
        return written;
    }
    catch (thrown) {
        await (0,external_node_fs_promises_.rm)(partial, { force: true }).catch(() => undefined);
        if (options.signal?.aborted === true)
            throw cancelled();
        throw thrown instanceof core .mG ? thrown : cannotWrite(request.output, thrown);
    }
}
async function writePartial(partial, request, { signal, onBytes }) {
    const digest = (0,external_node_crypto_.createHash)('sha256');
    let sizeBytes = 0;
    const measure = new external_node_stream_.Transform({
        transform(chunk, _encoding, done) {
            digest.update(chunk);
            sizeBytes += chunk.length;
            done(null, chunk);
        }
    });
    const file = (0,external_node_fs_.createWriteStream)(partial, { flags: 'wx', flush: true });
    await (0,external_node_stream_promises_.pipeline)(gzipStably(packPackage(request), onBytes), measure, file, signal === undefined ? {} : { signal });
    return { sha256: digest.digest('hex'), sizeBytes };
}
async function* packPackage({ source, entries, commit }) {
    const writer = new BatchWriter();
    for (const { path: name, bytes } of renderOwnFiles(entries, commit)) {
        writer.addHeader({ type: 'file', path: name, mode: 0o644, sizeBytes: bytes.length, sha256: '' });
        yield* packBytes(writer, bytes);
        if (writer.isFull)
            yield writer.take();
    }
    for (const entry of entries) {
        writer.addHeader(entry);
        if (entry.type === 'file')
            yield* packFile(writer, `${source}/${entry.path}`, entry);
        if (writer.isFull)
            yield writer.take();
    }
    yield writer.takeLast();
}
async function requireAsScanned(partial, { source, entries, output }) {
    const reason = await readPackage(partial, { exclude: [], include: ['*'], name: output }).then((tree) => (tree.digest === (0,core .hW)(entries) ? undefined : 'it holds something else'), (failure) => (failure instanceof Error ? failure.message : String(failure)));
    if (reason === undefined)
        return;
    throw sourceError(`The source ${source} was changed while it was packaged (${reason})`, 'Package it again when nothing writes into it any more');
}
const CODES = {
    ENOSPC: 'DK_DISK_FULL',
    EDQUOT: 'DK_DISK_FULL',
    EACCES: 'DK_PERMISSION_DENIED',
    EPERM: 'DK_PERMISSION_DENIED',
    EROFS: 'DK_PERMISSION_DENIED'
};
function cannotWrite(output, failure) {
    const code = failure instanceof Error && 'code' in failure ? CODES[String(failure.code)] : undefined;
    return new core .mG(code ?? 'DK_INPUT_INVALID', {
        message: `The package ${output} cannot be written: ${describeFailure(failure)}`,
        remedy: 'Give another place by `output`, or make room there and give this user the right to write',
        cause: failure
    });
}

;
const NOTE_TIMEOUT_SECONDS = 30;
async function runStep(step, context) {
    try {
        switch (step.kind) {
            case 'run':
                return await runCommand(step, context);
            case 'upload':
                return await sendFiles(step, context);
            case 'carry-image':
                return await sendImage(step, context);
            case 'wait-healthy':
                return await waitUntilHealthy(step, context);
            case 'measure-downtime':
                return await measureDowntime(step, context);
            case 'write-package':
                return await makePackage(step, context);
            case 'copy-to-storage':
                return await (await __webpack_require__.e( 495).then(__webpack_require__.bind(__webpack_require__, 495))).copyToStorage(step, context);
            case 'prune-storage':
                return await (await __webpack_require__.e( 2441).then(__webpack_require__.bind(__webpack_require__, 62441))).pruneStorage(step, context);
            case 'download':
                return await (await __webpack_require__.e( 153).then(__webpack_require__.bind(__webpack_require__, 50153))).download(step, context);
        }
    }
    catch (thrown) {
        return { error: withPlace((0,core .RI)(thrown), step), unsettled: step.kind === 'run' };
    }
}
async function runCommand(step, context) {
    const repeatable = step.effect === 'read' || step.repeatable === true;
    const journal = repeatable ? undefined : (0,step_commands .P)(step, context);
    const result = await (0,step_commands .X)({ ...step, step, journal, repeatable }, context);
    const error = (0,ending_error .v)(result, { ...step, step: step.id });
    return {
        error,
        stdout: result.stdout,
        unsettled: result.ending.kind === 'connection-lost',
        evidence: error === undefined ? [] : outputEvidence(step.title, step.host, result)
    };
}
async function sendFiles(step, context) {
    const { result, sentBytes, detail } = await upload(step, context);
    const error = (0,ending_error .v)(result, { ...step, step: step.id });
    return { error, sentBytes, detail, evidence: error === undefined ? [] : outputEvidence(step.title, step.host, result) };
}
async function sendImage(step, context) {
    const { result, error, sentBytes, detail } = await carryImage(step, context);
    return { error, sentBytes, detail, evidence: error === undefined ? [] : outputEvidence(step.title, step.host, result) };
}
async function makePackage(step, { signal, listen }) {
    const totalBytes = step.entries.reduce((sum, entry) => sum + (entry.type === 'file' ? entry.sizeBytes : 0), 0);
    const onBytes = (rawBytes) => listen({ type: 'step-progress', step, doneBytes: Math.min(rawBytes, totalBytes), totalBytes });
    const { sha256, sizeBytes } = await writePackage(step, { signal, onBytes });
    return { stdout: `${sha256} ${sizeBytes}`, detail: `${(0,core .qI)(sizeBytes)}, SHA-256 ${sha256}` };
}
async function waitUntilHealthy(step, context) {
    const { attempts } = step;
    const { passed, results, gone } = await waitHealthy({
        ...step,
        transportFor: context.transportFor,
        marks: context.marks,
        signal: context.signal,
        clock: context.clock,
        onAttempt: (attempt, found) => context.listen({ type: 'checked', step, attempt, attempts, results: found.map(redactResult) })
    });
    const checks = results.map(redactResult);
    const detail = `${results.filter((result) => result.passed).length} of ${results.length} checks passed`;
    if (passed)
        return { checks, detail };
    if (gone !== undefined)
        return { checks, detail, error: withPlace(gone, step) };
    if (!context.signal.aborted)
        await noteUnhealthy(step, context);
    return { checks, detail, error: unhealthy(step, results), evidence: await collectEvidence(step.evidence, context) };
    function redactResult(result) {
        return { ...result, title: context.redactor.redact(result.title), detail: context.redactor.redact(result.detail) };
    }
}
async function noteUnhealthy({ onUnhealthy, host }, { transportFor }) {
    if (onUnhealthy === undefined)
        return;
    const { line, stdin } = (0,core .XX)(onUnhealthy);
    await (0,run_repeatable .z)(transportFor(host), { line, stdin: () => stdin, effect: 'write', timeoutSeconds: NOTE_TIMEOUT_SECONDS }).catch(() => undefined);
}
function unhealthy(step, results) {
    const failed = results.filter((result) => result.required && !result.passed);
    const tries = step.attempts === 1 ? '1 attempt' : `${step.attempts} attempts`;
    return new core .mG('DK_UNHEALTHY', {
        message: `Not healthy on ${step.host} after ${tries}: ${failed.map(({ title, detail }) => `${title}: ${detail}`).join('; ')}`,
        remedy: 'See the evidence: the output of the checks, and the log of the application',
        step: step.id,
        host: step.host
    });
}
function withPlace(error, step) {
    if (error.step !== undefined && error.host !== undefined)
        return error;
    const { code, message, remedy, exitCode, stderrTail, cause } = error;
    return new core .mG(code, { message, remedy, exitCode, stderrTail, cause, step: error.step ?? step.id, host: error.host ?? step.host });
}

;
function listRestoring(steps) {
    return steps.flatMap((step) => (step.undo?.health === undefined ? [] : [{ step, health: step.undo.health }]));
}
async function markRestoring(restoring, { transportFor, signal }) {
    const nothing = new Map();
    const marks = await Promise.all(restoring.map(({ health }) => markHealth(health.checks, { transportFor, signal }).catch(() => nothing)));
    return new Map(marks.flatMap((ofHost) => [...ofHost]));
}
async function askRestored(restoring, context) {
    return await Promise.all(restoring.map((restored) => askOne(restored, context)));
}
async function askOne({ step: { id, host }, health }, context) {
    const { release, ...wait } = health;
    const step = {
        ...{ kind: 'wait-healthy', id: `${id}.health`, title: `Check whether ${release} is healthy`, host, phase: 'undo', effect: 'read' },
        ...wait,
        evidence: []
    };
    const now = () => context.clock.now() - context.startedAt;
    const startedMs = now();
    context.listen({ type: 'step-started', step });
    const { error, checks = [], detail = '' } = await runStep(step, context);
    const result = {
        ...{ id: step.id, title: step.title, host, phase: step.phase, startedMs, durationMs: now() - startedMs, detail },
        outcome: error === undefined ? 'succeeded' : 'failed',
        error: error === undefined ? undefined : redactError(error, context.redactor)
    };
    context.listen({ type: 'step-finished', step, result });
    return { host, release, passed: error === undefined, checks };
}

;
const MAX_LATENCY_MS = 2500;
class ProbeRecord {
    #before = new LatencyRecord();
    #since = new LatencyRecord();
    #waiting = new Map();
    #begun = 0;
    #next = 0;
    #cutoverAt = Infinity;
    #longestGapMs = 0;
    #lastGoodAt;
    #isFailing = false;
    constructor(startedAt) {
        this.#lastGoodAt = startedAt;
    }
    beginCutover(at) {
        this.#cutoverAt = at;
        if (this.#isFailing)
            this.#lastGoodAt = at;
    }
    begin() {
        return this.#begun++;
    }
    end(number, outcome) {
        this.#waiting.set(number, outcome);
        for (let next = this.#waiting.get(this.#next); next !== undefined; next = this.#waiting.get(this.#next)) {
            this.#waiting.delete(this.#next);
            this.#next++;
            this.#judge(next);
        }
    }
    #judge(outcome) {
        const { isGood, endedAt } = outcome;
        const isSince = endedAt >= this.#cutoverAt;
        (isSince ? this.#since : this.#before).add(outcome);
        if (!isGood) {
            this.#isFailing = true;
            return;
        }
        if (this.#isFailing && isSince)
            this.#longestGapMs = Math.max(this.#longestGapMs, endedAt - this.#lastGoodAt);
        this.#isFailing = false;
        this.#lastGoodAt = endedAt;
    }
    summarize(endedAt) {
        const lastGap = this.#isFailing && this.#cutoverAt !== Infinity ? endedAt - this.#lastGoodAt : 0;
        return {
            ...this.#since.summarize(),
            longestGapMs: Math.round(Math.max(this.#longestGapMs, lastGap)),
            before: this.#before.summarize()
        };
    }
}
class LatencyRecord {
    #histogram = new Uint32Array(MAX_LATENCY_MS + 1);
    #requests = 0;
    #failures = 0;
    #worstLatencyMs = 0;
    add({ isGood, latencyMs }) {
        this.#requests++;
        if (!isGood) {
            this.#failures++;
            return;
        }
        const bucket = Math.min(MAX_LATENCY_MS, Math.max(0, Math.round(latencyMs)));
        this.#histogram[bucket] = (this.#histogram[bucket] ?? 0) + 1;
        this.#worstLatencyMs = Math.max(this.#worstLatencyMs, latencyMs);
    }
    summarize() {
        return {
            requests: this.#requests,
            failures: this.#failures,
            worstLatencyMs: Math.round(this.#worstLatencyMs),
            p50Ms: this.#percentile(0.5),
            p99Ms: this.#percentile(0.99)
        };
    }
    #percentile(share) {
        const wanted = Math.ceil(share * (this.#requests - this.#failures));
        let seen = 0;
        return Math.max(0, this.#histogram.findIndex((count) => (seen += count) >= wanted && wanted > 0));
    }
}

;
const INTERVAL_MS = 100;
const probe_TIMEOUT_SECONDS = 2;
const MAX_OPEN = 2 * probe_TIMEOUT_SECONDS * (1000 / INTERVAL_MS);
const MAX_OPEN_FROM_HOST = 4;
const probe_MAX_BODY_BYTES = 64 * 1024;
function startProbe(probe, transport) {
    const from = probe.from === 'host' ? transport : undefined;
    const maxOpen = from === undefined ? MAX_OPEN : MAX_OPEN_FROM_HOST;
    const record = new ProbeRecord(performance.now());
    const open = new Set();
    const ask = () => {
        if (open.size >= maxOpen)
            return;
        const request = askOnce(probe.url, from, record).finally(() => open.delete(request));
        open.add(request);
    };
    ask();
    const timer = setInterval(ask, INTERVAL_MS);
    let report;
    const look = async () => {
        await Promise.all(open);
        return { host: probe.host, url: probe.url, ...record.summarize(performance.now()) };
    };
    const stop = () => {
        clearInterval(timer);
        return look();
    };
    return { beginCutover: () => record.beginCutover(performance.now()), look, stop: () => (report ??= stop()) };
}
async function askOnce(url, from, record) {
    const startedAt = performance.now();
    const number = record.begin();
    let isGood = false;
    try {
        const answer = await requestHttp({ url, from, timeoutSeconds: probe_TIMEOUT_SECONDS, verifyTls: false, maxBodyBytes: probe_MAX_BODY_BYTES });
        isGood = answer.status < 400;
    }
    catch {
    }
    const endedAt = performance.now();
    record.end(number, { isGood, endedAt, latencyMs: endedAt - startedAt });
}

;
class RunningProbes {
    #context;
    #running = new Map();
    #reports = new Map();
    #inCutover = new Set();
    constructor(context) {
        this.#context = context;
    }
    beginPhase(phase) {
        for (const [probe, running] of this.#running) {
            if (probe.cutoverPhase !== phase)
                continue;
            running.beginCutover();
            this.#inCutover.add(probe);
        }
        for (const probe of this.#context.plan.probes.filter(({ fromPhase }) => fromPhase === phase)) {
            const transport = probe.from === 'host' ? this.#context.transportFor(probe.host) : undefined;
            this.#running.set(probe, startProbe(probe, transport));
        }
    }
    look(host) {
        return Promise.all([...this.#running].filter(([probe]) => probe.host === host).map(([, running]) => running.look()));
    }
    async endPhase(phase) {
        await this.#stop([...this.#running.keys()].filter(({ toPhase }) => toPhase === phase));
    }
    async finish() {
        await this.#stop([...this.#running.keys()]);
        return this.#context.plan.probes.flatMap((probe) => this.#reports.get(probe) ?? []);
    }
    async #stop(probes) {
        await Promise.all(probes.map(async (probe) => {
            const report = await this.#running.get(probe)?.stop();
            this.#running.delete(probe);
            if (report !== undefined && this.#inCutover.has(probe))
                this.#reports.set(probe, report);
        }));
    }
}
var engine_journal = __webpack_require__(68070);
;
async function undoSteps(begun, context) {
    const hosts = [...new Set(begun.map(({ step }) => step.host))];
    const outcomes = await Promise.all(hosts.map((host) => undoHost(begun.filter(({ step }) => step.host === host), context)));
    return outcomes.flat();
}
async function undoHost(begun, context) {
    const outcomes = [];
    let unreachable;
    for (const { step, unsettled } of begun.toReversed()) {
        if (unsettled)
            unreachable ??= await undo_settle(step, context);
        if (step.undo === undefined)
            continue;
        const error = unreachable ?? (await undoStep(step, context));
        if (error?.code === 'DK_CONNECTION_LOST')
            unreachable = error;
        outcomes.push({ step, error });
    }
    return outcomes;
}
async function undo_settle(step, context) {
    const journal = (0,step_commands .P)(step, context);
    if (journal === undefined)
        return undefined;
    try {
        await (0,engine_journal .T)(context.transportFor(step.host), journal);
        return undefined;
    }
    catch (thrown) {
        return (0,core .RI)(thrown);
    }
}
async function undoStep(step, context) {
    const shown = undo_describeUndo(step);
    if (shown === undefined)
        return undefined;
    context.listen({ type: 'step-started', step: shown });
    const startedMs = context.clock.now() - context.startedAt;
    const error = await runUndo(step, shown, context);
    const { id, title, host, phase } = shown;
    const durationMs = context.clock.now() - context.startedAt - startedMs;
    const outcome = error === undefined ? 'undone' : 'undo-failed';
    const result = { id, title, host, phase, outcome, startedMs, durationMs, detail: '', error };
    context.listen({ type: 'step-finished', step: shown, result });
    return error;
}
function undo_describeUndo({ id, host, undo }) {
    if (undo === undefined)
        return undefined;
    const { title, command, timeoutSeconds } = undo;
    return { kind: 'run', id: `${id}.undo`, title, host, phase: 'undo', effect: 'write', command, timeoutSeconds };
}
async function runUndo(step, shown, context) {
    const journal = (0,step_commands .P)(shown, context);
    const request = { ...shown, step: shown, journal, repeatable: journal === undefined };
    try {
        const result = await (0,step_commands .X)(request, context);
        const wasRun = !('begun' in result) || result.begun;
        const settled = wasRun ? result : await (0,step_commands .X)({ ...request, journal: undefined, repeatable: true }, context);
        return (0,ending_error .v)(settled, { title: shown.title, host: step.host, step: step.id, failures: step.undo?.failures });
    }
    catch (thrown) {
        return (0,core .RI)(thrown);
    }
}

;
async function runPlan(run) {
    const { plan } = run.context;
    const record = new PlanRecord(run.context);
    const probes = new RunningProbes(run.context);
    for (const phase of plan.phases) {
        if (isStopped(run, record))
            break;
        probes.beginPhase(phase);
        await runPhase(phase, { ...run, context: { ...run.context, lookAtProbes: (host) => probes.look(host) } }, record);
        if (!isStopped(run, record))
            await probes.endPhase(phase);
        if (!isStopped(run, record) && plan.failing?.kept?.phase === phase)
            record.isKept = true;
    }
    const interruption = record.isAllRun && record.failures.length === 0 ? undefined : run.findInterruption();
    if (record.failures.length === 0 && interruption !== undefined)
        record.failures.push(interruption.error);
    if (record.failures.length > 0 && !record.isKept)
        await undoPlan(run, record, interruption?.mayUndo !== false);
    return concludePlan(plan, record, await probes.finish());
}
async function runPhase(phase, run, record) {
    const { hosts, steps } = run.context.plan;
    await Promise.all(hosts.map((host) => runInSequence(steps.filter((step) => step.phase === phase && step.host === host), run, record)));
}
async function runInSequence(steps, run, record) {
    for (const step of steps) {
        if (isStopped(run, record))
            return;
        const end = record.begin(step);
        const ending = await runStep(step, run.context);
        end(ending, run.findInterruption()?.error);
    }
}
function isStopped(run, record) {
    return record.failures.length > 0 || run.findInterruption() !== undefined;
}
async function undoPlan({ context, undoSignal }, record, mayUndo) {
    if (context.plan.onFailure !== 'undo' || !record.begun.some(({ step }) => step.undo !== undefined))
        return;
    record.undo = 'incomplete';
    if (!mayUndo)
        return;
    context.listen({ type: 'undo-started', reason: record.failures[0]?.message ?? '' });
    const undoing = { ...context, signal: undoSignal };
    const marks = markRestoring(listRestoring(record.begun.map(({ step }) => step)), undoing);
    const outcomes = await undoSteps(record.begun, undoing);
    for (const outcome of outcomes)
        record.recordUndo(outcome);
    if (record.notUndone.length === 0)
        record.undo = 'complete';
    const undone = outcomes.filter(({ error }) => error === undefined).map(({ step }) => step);
    record.restored.push(...(await askRestored(listRestoring(undone), { ...undoing, marks: await marks })));
}

;
async function applyPlan(plan, application) {
    const { planning, confirm } = application;
    if (plan.steps.length === 0)
        return describeNothing(planning, plan);
    if (confirm !== undefined && !(await confirm(plan)))
        throw notConfirmed();
    await untilAborted(planning.connections.connectAll(), planning.signal);
    if (changesNothing(plan))
        return describeChecked(planning, await runSteps(plan, application, undefined));
    const leases = await takeLeasesOf(plan, application);
    if (leases === undefined)
        return await runSteps(plan, application, undefined);
    try {
        const latest = await planOperation(planning, plan);
        if (latest.steps.length === 0)
            return describeNothing(planning, latest);
        const ending = await runSteps(latest, application, leases);
        return changesNothing(latest) ? describeChecked(planning, ending) : ending;
    }
    finally {
        await leases.release();
    }
}
async function takeLeasesOf(plan, application) {
    const { planning, run, identity } = application;
    const { operation, values, connections, listen, signal } = planning;
    const owner = identity.runUrl ?? identity.who;
    const leases = plan.hosts.flatMap((host) => {
        const lease = operation.lease?.(values, { runId: run.runId, owner, host });
        return lease === undefined ? [] : [{ transport: connections.get(host), lease }];
    });
    return leases.length === 0 ? undefined : await takeLeases({ leases, clock: run.clock, listen, signal });
}
async function runSteps(plan, { planning, run }, leases) {
    const { connections, redactor, listen, signal } = planning;
    const stop = leases === undefined ? signal : AbortSignal.any([signal, leases.lost]);
    const transportFor = (host) => connections.get(host);
    const checks = plan.steps.flatMap((step) => (step.kind === 'wait-healthy' ? step.checks : []));
    const marks = await markHealth(checks, { transportFor, signal: stop });
    const context = {
        ...{ plan, transportFor, redactor, listen, marks, signal: stop, clock: run.clock, startedAt: run.startedAt },
        openTree: ({ source, entries, acceptsZstd }, onProgress) => createTarStream(source, entries, { compression: acceptsZstd === true ? 'zstd' : 'gzip', onBytes: ({ rawBytes }) => onProgress(rawBytes) }),
        openImage: ({ image, name, leaveOut }, onProgress) => createImageStream({ image, name, leaveOut, onBytes: onProgress })
    };
    const findInterruption = () => {
        if (leases?.lost.aborted === true)
            return { error: (0,core .RI)(leases.lost.reason), mayUndo: false };
        return signal.aborted ? { error: cancelled(), mayUndo: true } : undefined;
    };
    return await runPlan({ context, undoSignal: new AbortController().signal, findInterruption });
}
function changesNothing(plan) {
    return plan.steps.every((step) => step.effect === 'read');
}
function describeChecked({ operation }, ending) {
    return ending.outcome === 'succeeded' && operation.danger !== 'read-only' ? { ...ending, outcome: 'unchanged' } : ending;
}
function describeNothing({ operation }, plan) {
    const live = Object.fromEntries(Object.entries(plan.live).map(([host, { before }]) => [host, before]));
    return { outcome: operation.danger === 'read-only' ? 'succeeded' : 'unchanged', live };
}
function notConfirmed() {
    return new core .mG('DK_CANCELLED', { message: 'It was not confirmed', remedy: 'Nothing has been changed' });
}

;
class HostConnections {
    #options;
    #opened = new Map();
    #failures = new Map();
    #opening;
    #isClosed = false;
    constructor(options) {
        this.#options = options;
    }
    async connect(host) {
        const opening = this.#openAll().get(host);
        if (opening === undefined)
            throw new RangeError(`No such host in this run: ${host}`);
        return await opening;
    }
    async connectAll() {
        await Promise.allSettled(this.#openAll().values());
        const failure = this.#describeFailures();
        if (failure !== undefined)
            throw failure;
    }
    get(host) {
        const transport = this.#opened.get(host);
        if (transport === undefined)
            throw new RangeError(`Not connected to ${host}`);
        return transport;
    }
    async findFailure() {
        if (this.#opening !== undefined)
            await Promise.allSettled(this.#opening.values());
        return this.#describeFailures();
    }
    async close() {
        this.#isClosed = true;
        await Promise.allSettled([...this.#opened.values()].map((transport) => transport.close()));
    }
    #openAll() {
        this.#opening ??= new Map(this.#options.hosts.map((host) => [host.name, this.#open(host)]));
        return this.#opening;
    }
    #open(host) {
        const opening = this.#openFirst(host);
        opening.catch((thrown) => this.#failures.set(host.name, host_connections_withHost((0,core .RI)(thrown), host.name)));
        return opening;
    }
    async #openFirst(host) {
        const { open, clock, listen } = this.#options;
        const { name } = host;
        const startedAt = clock.now();
        const address = host.kind === 'local' ? 'this machine' : `${host.user}@${host.address}:${host.port}`;
        listen({ type: 'connecting', host: name, address });
        const first = await open(host);
        if (this.#isClosed)
            await first.close();
        listen({ type: 'connected', host: name, durationMs: clock.now() - startedAt });
        const onAttempt = (attempt) => listen({ type: 'reconnecting', host: name, attempt });
        const transport = (0,logged .J)(reconnecting({ first, open: () => open(host), clock, onAttempt }), listen);
        this.#opened.set(name, transport);
        return transport;
    }
    #describeFailures() {
        const failures = [...this.#failures.values()];
        const [first] = failures;
        if (first === undefined || failures.length === 1)
            return first;
        return new core .mG(first.code, {
            message: `${failures.length} hosts cannot be reached:\n${failures.map(({ message }) => `  - ${message}`).join('\n')}`,
            remedy: [...new Set(failures.map(({ remedy }) => remedy))].join('\n'),
            cause: first
        });
    }
}
function host_connections_withHost(error, host) {
    if (error.host !== undefined)
        return error;
    const { code, message, remedy, step, exitCode, stderrTail, cause } = error;
    return new core .mG(code, { message, remedy, step, exitCode, stderrTail, cause, host });
}
var base = __webpack_require__(64929);
;
function renderBech32({ prefix, bytes }) {
    return base .I.encode(prefix, base .I.toWords(bytes), false);
}
function bech32_parseBech32(text) {
    const decoded = base .I.decodeUnsafe(text, false);
    if (decoded === undefined)
        return undefined;
    const bytes = base .I.fromWordsUnsafe(decoded.words);
    return bytes instanceof Uint8Array ? { prefix: decoded.prefix, bytes } : undefined;
}

;
function file_problem_damaged(name, problem) {
    return new core .mG('DK_BACKUP_DAMAGED', {
        message: `${name} is damaged: ${problem}`,
        remedy: 'Do not use it. Take another copy of this file, or another backup'
    });
}
function keyWrong(message, remedy) {
    return new core .mG('DK_BACKUP_KEY_WRONG', { message, remedy });
}
function file_problem_keyInvalid(message, remedy) {
    return new core .mG('DK_BACKUP_KEY_INVALID', { message, remedy });
}

;
const x25519_KEY_BYTES = 32;
const PKCS8_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex');
const SPKI_PREFIX = Buffer.from('302a300506032b656e032100', 'hex');
function privateKeyOf(bytes) {
    return (0,external_node_crypto_.createPrivateKey)({ key: Buffer.concat([PKCS8_PREFIX, bytes]), format: 'der', type: 'pkcs8' });
}
function publicBytesOf(privateKey) {
    return (0,external_node_crypto_.createPublicKey)(privateKey).export({ format: 'der', type: 'spki' }).subarray(SPKI_PREFIX.length);
}
function agree(privateKey, publicBytes) {
    const publicKey = (0,external_node_crypto_.createPublicKey)({ key: Buffer.concat([SPKI_PREFIX, publicBytes]), format: 'der', type: 'spki' });
    try {
        const shared = (0,external_node_crypto_.diffieHellman)({ privateKey, publicKey });
        return shared.some((byte) => byte !== 0) ? shared : undefined;
    }
    catch {
        return undefined;
    }
}

;
const PREFIX = 'age';
const HOW_TO_GET = 'Give the line of the key file that begins with "# public key:" (age1...), or what this prints: age-keygen -y KEY-FILE';
function parseRecipient(text) {
    const trimmed = text.trim();
    const decoded = parseBech32(trimmed);
    const isRecipient = decoded?.prefix === PREFIX && trimmed.startsWith(PREFIX) && decoded.bytes.length === KEY_BYTES;
    if (!isRecipient)
        throw keyInvalid(recipient_describe(trimmed, decoded?.prefix), HOW_TO_GET);
    return { text: trimmed, publicKey: decoded.bytes };
}
function recipientOf(publicKey) {
    return { text: renderBech32({ prefix: PREFIX, bytes: publicKey }), publicKey };
}
function recipient_describe(text, prefix) {
    const recipient = 'A recipient for the encryption of backups';
    if (text === '')
        return `${recipient} is empty`;
    if (/^age-/i.test(text))
        return `${recipient} is a secret key, which must never be there`;
    if (/^(ssh|ecdsa|sk)-/.test(text))
        return `${recipient} is an SSH key; only X25519 keys of age are supported (age1...)`;
    if (prefix?.startsWith('age1') === true)
        return `${recipient} is of the kind ${prefix}; only X25519 keys are supported (age1 and 58 more characters)`;
    return text.startsWith('age1') ? `The recipient ${text} is mistyped, or a part of it is missing` : `${recipient} does not begin with age1`;
}

;
const identity_PREFIX = 'age-secret-key-';
function parseIdentities(keyFile) {
    const identities = keyFile
        .reveal()
        .split('\n')
        .map((line) => line.trim())
        .flatMap((line, index) => (line === '' || line.startsWith('#') ? [] : [parseIdentity(line, `Line ${index + 1} of ${keyFile.name}`)]));
    if (identities.length === 0)
        throw file_problem_keyInvalid(`There is no key in ${keyFile.name}`, GIVE_KEY_FILE);
    return identities;
}
function generateIdentity(name) {
    const bytes = (0,external_node_crypto_.randomBytes)(x25519_KEY_BYTES);
    const text = renderBech32({ prefix: identity_PREFIX, bytes }).toUpperCase();
    return { identity: new core .zh(name, text), recipient: recipientOf(publicBytesOf(privateKeyOf(bytes))) };
}
function parseIdentity(line, place) {
    const decoded = line === line.toUpperCase() ? bech32_parseBech32(line) : undefined;
    if (decoded?.prefix !== identity_PREFIX || decoded.bytes.length !== x25519_KEY_BYTES)
        throw file_problem_keyInvalid(...identity_describe(line, place));
    const privateKey = privateKeyOf(decoded.bytes);
    return { privateKey, recipient: recipientOf(publicBytesOf(privateKey)) };
}
const GIVE_KEY_FILE = 'Give the key file that age-keygen has written, or its line that begins with AGE-SECRET-KEY-1';
function identity_describe(line, place) {
    if (line.startsWith('age1'))
        return [`${place} is a recipient (age1...), which can only encrypt`, GIVE_KEY_FILE];
    if (line === '-----BEGIN AGE ENCRYPTED FILE-----')
        return [`${place} begins a key file with a passphrase`, 'Give it decrypted: age -d KEY-FILE'];
    if (line.startsWith('-----BEGIN'))
        return [`${place} begins a key that is not of age`, GIVE_KEY_FILE];
    if (/^AGE-(PLUGIN|SECRET-KEY-PQ)-/.test(line))
        return [`${place} is a key of another kind than X25519, the only one that is supported`, GIVE_KEY_FILE];
    if (/^AGE-SECRET-KEY-1/i.test(line))
        return [`${place} is mistyped, or a part of it is missing`, `${GIVE_KEY_FILE}; as it is, in capitals`];
    return [`${place} is not a key of age`, GIVE_KEY_FILE];
}

;
function renderBase64(bytes) {
    return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}
function parseBase64(text) {
    const bytes = Buffer.from(text, 'base64');
    return renderBase64(bytes) === text ? bytes : undefined;
}

;
const DERIVED_BYTES = 32;
function deriveKey(secret, salt, purpose) {
    return Buffer.from((0,external_node_crypto_.hkdfSync)('sha256', secret, salt, purpose, DERIVED_BYTES));
}

;
const BODY_COLUMNS = 64;
const ARGUMENTS = /^->(?: [\x21-\x7e]+)+$/;
function renderStanza({ kind, words, body }) {
    const text = renderBase64(body);
    const full = text.match(/.{64}/g) ?? [];
    return [`-> ${[kind, ...words].join(' ')}`, ...full, text.slice(full.length * BODY_COLUMNS)];
}
function parseStanza([first = '', ...body]) {
    if (!ARGUMENTS.test(first))
        return undefined;
    const [kind = '', ...words] = first.slice('-> '.length).split(' ');
    const last = body.at(-1);
    const isFolded = last !== undefined && last.length < BODY_COLUMNS && body.slice(0, -1).every((line) => line.length === BODY_COLUMNS);
    const bytes = isFolded ? parseBase64(body.join('')) : undefined;
    return bytes === undefined ? undefined : { kind, words, body: bytes };
}

;
const VERSION_LINE = 'age-encryption.org/v1';
const MAC_MARK = '---';
const MAX_HEADER_BYTES = 16 * 1024;
function renderHeader(stanzas, fileKey) {
    const authenticated = Buffer.from([VERSION_LINE, ...stanzas.flatMap(renderStanza), MAC_MARK].join('\n'));
    return Buffer.concat([authenticated, Buffer.from(` ${renderBase64(computeMac(authenticated, fileKey))}\n`)]);
}
function computeMac(authenticated, fileKey) {
    return (0,external_node_crypto_.createHmac)('sha256', deriveKey(fileKey, Buffer.alloc(0), 'header')).update(authenticated).digest();
}
function findHeaderLength(beginning) {
    const mark = beginning.indexOf(`\n${MAC_MARK}`);
    const newline = mark < 0 ? -1 : beginning.indexOf('\n', mark + 1);
    return newline < 0 || newline >= MAX_HEADER_BYTES ? undefined : newline + 1;
}
function describeMissingHeader(beginning) {
    if (beginning.length === 0)
        return 'it is empty';
    const first = beginning.toString('latin1', 0, VERSION_LINE.length + 1);
    if (!`${VERSION_LINE}\n`.startsWith(first))
        return describeVersion(first);
    return beginning.length < MAX_HEADER_BYTES ? 'it ends within its header' : 'its header has no end';
}
function parseHeader(bytes) {
    const [version = '', ...lines] = bytes.toString('latin1').split('\n');
    if (version !== VERSION_LINE)
        return describeVersion(version);
    const end = lines.findIndex((line) => line.startsWith(MAC_MARK));
    const mac = /^--- ([A-Za-z0-9+/]{43})$/.exec(lines[end] ?? '')?.[1];
    const macBytes = mac === undefined ? undefined : parseBase64(mac);
    const stanzas = splitStanzas(lines.slice(0, end)).map(parseStanza);
    const whole = stanzas.filter((stanza) => stanza !== undefined);
    if (macBytes === undefined || whole.length === 0 || whole.length < stanzas.length)
        return 'its header is malformed';
    return { stanzas: whole, mac: macBytes, authenticated: bytes.subarray(0, bytes.indexOf(`\n${MAC_MARK}`) + 1 + MAC_MARK.length) };
}
function describeVersion(line) {
    return line.startsWith('age-encryption.org/')
        ? 'it is in another version of the format of age than v1'
        : 'it does not begin as a file of age does (in its binary form, without --armor)';
}
function splitStanzas(lines) {
    const starts = lines.flatMap((line, index) => (index === 0 || line.startsWith('->') ? [index] : []));
    return starts.map((start, index) => lines.slice(start, starts[index + 1]));
}

;
const TAG_BYTES = 16;
const NAME = 'chacha20-poly1305';
const OPTIONS = { authTagLength: TAG_BYTES };
function seal(key, nonce, plain) {
    const cipher = (0,external_node_crypto_.createCipheriv)(NAME, key, nonce, OPTIONS);
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}
function unseal(key, nonce, sealed) {
    if (sealed.length < TAG_BYTES)
        return undefined;
    const decipher = (0,external_node_crypto_.createDecipheriv)(NAME, key, nonce, OPTIONS);
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    const plain = decipher.update(sealed.subarray(0, -TAG_BYTES));
    try {
        decipher.final();
        return plain;
    }
    catch {
        return undefined;
    }
}

;
const FILE_KEY_BYTES = 16;
const X25519 = 'X25519';
const NONCE = Buffer.alloc(12);
function wrapFileKey(fileKey, recipient) {
    const { privateKey } = (0,external_node_crypto_.generateKeyPairSync)('x25519');
    const share = publicBytesOf(privateKey);
    const shared = agree(privateKey, recipient.publicKey);
    if (shared === undefined)
        throw file_problem_keyInvalid(`Everybody could read what is encrypted for ${recipient.text}`, 'Make another key: age-keygen');
    return { kind: X25519, words: [renderBase64(share)], body: seal(wrapKeyOf({ shared, share, recipient }), NONCE, fileKey) };
}
function parseX25519Stanza({ words, body }) {
    const share = words.length === 1 ? parseBase64(words[0] ?? '') : undefined;
    return share?.length === x25519_KEY_BYTES && body.length === FILE_KEY_BYTES + TAG_BYTES ? { share, body } : undefined;
}
function unwrapFileKey({ share, body }, { privateKey, recipient }) {
    const shared = agree(privateKey, share);
    return shared === undefined ? 'low-order' : unseal(wrapKeyOf({ shared, share, recipient }), NONCE, body);
}
function wrapKeyOf({ shared, share, recipient }) {
    return deriveKey(shared, Buffer.concat([share, recipient.publicKey]), 'age-encryption.org/v1/X25519');
}

;
function openHeader(bytes, { identities, name }) {
    const header = parseHeader(bytes);
    if (typeof header === 'string')
        throw file_problem_damaged(name, header);
    const ours = header.stanzas.filter(({ kind }) => kind === X25519).map(parseX25519Stanza);
    const stanzas = ours.filter((stanza) => stanza !== undefined);
    const isScryptMixed = header.stanzas.length > 1 && header.stanzas.some(({ kind }) => kind === 'scrypt');
    if (stanzas.length < ours.length || isScryptMixed)
        throw file_problem_damaged(name, 'its header is malformed');
    const fileKey = findFileKey(stanzas, { identities, name });
    if (fileKey === undefined)
        throw stanzas.length === 0 ? otherKinds(header, name) : noneFits(identities, name);
    if (!(0,external_node_crypto_.timingSafeEqual)(computeMac(header.authenticated, fileKey), header.mac))
        throw file_problem_damaged(name, 'its header was changed');
    return fileKey;
}
function findFileKey(stanzas, { identities, name }) {
    for (const identity of identities) {
        for (const stanza of stanzas) {
            const fileKey = unwrapFileKey(stanza, identity);
            if (fileKey === 'low-order')
                throw file_problem_damaged(name, 'its header was made to be read by everybody');
            if (fileKey !== undefined)
                return fileKey;
        }
    }
    return undefined;
}
function otherKinds({ stanzas }, name) {
    const kinds = [...new Set(stanzas.map(({ kind }) => (kind === 'scrypt' ? 'scrypt (a passphrase)' : kind)))];
    return keyWrong(`${name} was not encrypted for a key that deploy-kit can use (X25519), but for: ${kinds.join(', ')}`, 'Decrypt it with the program that encrypted it (age -d), or take a backup that deploy-kit has made');
}
function noneFits(identities, name) {
    const keys = identities.map(({ recipient }) => recipient.text).join(', ');
    return keyWrong(`${name} is encrypted for other keys than what was given (${keys}), or its header was changed`, 'Give the key of one of the recipients that it was encrypted for: age-keygen -y KEY-FILE shows the recipient of a key');
}

;
function rewrapHeader(beginning, opening) {
    const replacedBytes = findHeaderLength(beginning);
    if (replacedBytes === undefined)
        throw file_problem_damaged(opening.name, describeMissingHeader(beginning));
    const fileKey = openHeader(beginning.subarray(0, replacedBytes), opening);
    const { identity, recipient } = generateIdentity('one-time key');
    return { header: renderHeader([wrapFileKey(fileKey, recipient)], fileKey), identity, replacedBytes };
}

;
function openSealed(files, keyFile) {
    const identities = parseIdentities(keyFile);
    const opened = files.map(({ name, beginning }) => ({ name, ...rewrapHeader(Buffer.from(beginning, 'base64'), { identities, name }) }));
    const keys = opened.map(({ identity }) => identity.reveal());
    return {
        headers: opened.map(({ name, replacedBytes, header }) => `${name}\t${replacedBytes}\t${header.toString('base64')}`).join('\n'),
        key: new core .zh('one-time keys', keys.join('\n'), keys)
    };
}
var signals = __webpack_require__(21778);
;
const MAX_SCRIPT_BYTES = 96 * 1024;
const ask_all_TIMEOUT_SECONDS = 300;
const KEEP_BYTES = 128 * 1024 * 1024;
async function askAll(transport, queries, options = {}) {
    const asked = Object.entries(queries);
    const commands = asked.map(([, { command }]) => command);
    const answers = (await Promise.all(splitIntoScripts(commands).map((part) => answerScript(transport, part, options)))).flat();
    const facts = asked.map(([name, { parse }], index) => [name, parseAnswer(parse, answers[index], { name, host: transport.host })]);
    return Object.fromEntries(facts);
}
function splitIntoScripts(commands) {
    const scripts = [];
    let sizeBytes = Infinity;
    for (const command of commands) {
        const { line, stdin } = (0,core .XX)(command);
        if (stdin !== undefined)
            throw new RangeError('A query has no standard input');
        const lineBytes = Buffer.byteLength(line) + 200;
        if (sizeBytes + lineBytes > MAX_SCRIPT_BYTES) {
            scripts.push([]);
            sizeBytes = 0;
        }
        scripts.at(-1)?.push(line);
        sizeBytes += lineBytes;
    }
    return scripts;
}
async function answerScript(transport, lines, { signal, onNoise }) {
    const marker = (0,external_node_crypto_.randomUUID)();
    const line = lines
        .map((query) => `printf '\\n%s\\n' ${marker}; printf '\\n%s\\n' ${marker} >&2; ( ${query} ) </dev/null; printf '\\n%s\\n' "${marker} $?"`)
        .join('; ');
    const result = await (0,run_repeatable .z)(transport, { line, effect: 'read', timeoutSeconds: ask_all_TIMEOUT_SECONDS, keepStdoutBytes: KEEP_BYTES, signal });
    const [noise = '', ...framed] = result.stdout.split(`\n${marker}\n`);
    const [, ...complaints] = result.stderr.split(`\n${marker}\n`);
    if (framed.length > 0 && noise.trim() !== '')
        onNoise?.(noise.trim());
    const answers = framed.map((frame, index) => readFrame(frame, marker, complaints[index] ?? ''));
    const whole = answers.filter((answer) => answer !== undefined);
    if (whole.length === lines.length)
        return whole;
    const error = (0,ending_error .v)(result, { title: 'Look at the host', host: transport.host });
    throw error ?? silent(transport.host, result.stderr);
}
function readFrame(frame, marker, stderr) {
    const at = frame.lastIndexOf(`\n${marker} `);
    if (at < 0)
        return undefined;
    return { stdout: frame.slice(0, at), exitCode: Number(frame.slice(at + marker.length + 2).trim()), stderr };
}
function silent(host, stderr) {
    return new core .mG('DK_COMMAND_UNKNOWN_END', {
        message: `${host} did not answer as a POSIX shell does`,
        remedy: 'Give the deploy user an ordinary login shell, without forced command',
        host,
        stderrTail: stderr.trim() === '' ? undefined : stderr.trim()
    });
}
function parseAnswer(parse, answer, { name, host }) {
    if (answer === undefined)
        throw silent(host, '');
    const { stderr, ...told } = answer;
    const signal = (0,signals .L)(answer.exitCode);
    const killed = signal === undefined ? undefined : (0,ending_error .v)({ ending: { kind: 'signalled', signal }, stderr }, { title: `Find ${name}`, host });
    if (killed !== undefined)
        throw killed;
    try {
        return parse(told);
    }
    catch (error) {
        if (!(error instanceof core .mG))
            throw error;
        throw new core .mG(error.code, {
            message: error.message,
            remedy: error.remedy,
            step: error.step,
            host: error.host ?? host,
            exitCode: error.exitCode ?? (answer.exitCode === 0 ? undefined : answer.exitCode),
            stderrTail: error.stderrTail ?? (stderr.trim() === '' ? undefined : stderr.trim()),
            cause: error.cause
        });
    }
}
var storage_reader = __webpack_require__(91758);
;
function readOnly(transport) {
    return {
        host: transport.host,
        async run(request) {
            if (request.effect !== 'read')
                throw refuseWrite(transport.host);
            return await transport.run(request);
        },
        forward: (address, port) => transport.forward(address, port),
        close: () => transport.close()
    };
}
function refuseWrite(host) {
    return new core .mG('DK_DRY_RUN_WRITE', {
        message: `A write on ${host} was attempted while only reading; it was not sent`,
        remedy: 'This is a defect of deploy-kit: please report it with the plan (--plan --json)',
        host
    });
}

;
function createObserver(options) {
    const { connections, settings, local, identity, runId, startedAt, clock, listen, signal, hide } = options;
    const ask = async (host, queries) => {
        const transport = readOnly(await connections.connect(host));
        const onNoise = (text) => listen({ type: 'debug', host, message: `The login profile prints something, which is left out: ${text.slice(0, 200)}` });
        return await askAll(transport, queries, { signal, onNoise });
    };
    return {
        hosts: settings.hosts.map(({ name }) => name),
        ...{ runId, identity, startedAt, hide },
        local: keepTrees(local),
        openSealed: openSealed,
        storage: (0,storage_reader .xI)(signal),
        readPublicKeys: (key) => parseIdentities(key).map(({ recipient }) => recipient.text),
        now: () => clock.now(),
        askAll: ask,
        ask: async (host, query) => (await ask(host, { answer: query })).answer,
        scanHostKeys: async (name) => {
            const host = settings.hosts.find((candidate) => candidate.name === name);
            if (host === undefined || host.kind === 'local')
                return [];
            return await scanHostKeys(host, settings);
        }
    };
}
function keepTrees(local) {
    const trees = new Map();
    return {
        ...local,
        readTree(source, options) {
            const key = JSON.stringify([source, options]);
            const tree = trees.get(key) ?? local.readTree(source, options);
            trees.set(key, tree);
            return tree;
        }
    };
}

;
async function runOperation(request) {
    const run = startRun(request);
    let report;
    try {
        report = await perform(request, run);
    }
    catch (thrown) {
        report = describeRun(request, run, { outcome: 'failed', error: redactError((0,core .RI)(thrown), run.redactor) });
    }
    finally {
        await run.connections.close();
    }
    tell(request, { type: 'finished', report }, []);
    return report;
}
function tell({ listen }, event, warnings) {
    try {
        listen(event);
    }
    catch (thrown) {
        const warning = `What happens could not be told: ${(0,core .RI)(thrown).message}`;
        if (!warnings.includes(warning))
            warnings.push(warning);
    }
}
function startRun(request) {
    const { operation, values, connection, clock = systemClock, signal = new AbortController().signal } = request;
    const redactor = new Redactor();
    redactor.add([...findSecrets(values), ...findSecrets(connection)]);
    const warnings = [];
    const listen = (event) => {
        const told = event.type === 'warning' || event.type === 'debug' ? { ...event, message: redactor.redact(event.message) } : event;
        if (told.type === 'warning')
            warnings.push(told.message);
        tell(request, told, warnings);
    };
    const open = request.open ??
        ((host) => openTransport(host, connection, {
            onDebug: (message) => listen({ type: 'debug', host: host.name, message }),
            onWarning: (message) => warnOnce(warnings, { type: 'warning', host: host.name, message }, listen)
        }));
    const hosts = connection.hosts.map(({ name }) => name);
    return {
        runId: request.runId ?? (0,external_node_crypto_.randomBytes)(6).toString('hex'),
        startedAt: clock.now(),
        ...{ clock, signal, redactor, listen, warnings },
        connections: new HostConnections({ hosts: connection.hosts, open, clock, listen }),
        plan: emptyPlan(operation.name, hosts)
    };
}
async function perform(request, run) {
    const { operation, values, connection, local, identity, mode, approvedHash, confirm } = request;
    if (connection.knownHosts.unsafeSkip && connection.hosts.some(({ kind }) => kind === 'ssh')) {
        run.listen({ type: 'warning', message: 'Host keys are NOT checked (unsafe-skip-host-key-check): anyone in between can read and change everything' });
    }
    const { runId, startedAt, clock, listen, signal, connections, redactor } = run;
    const observer = createObserver({ connections, settings: connection, local, identity, runId, startedAt, clock, listen, signal, hide: (secrets) => redactor.add(secrets) });
    const planning = {
        ...{ operation, values, observer, connections, redactor, listen, signal, approvedHash },
        onPlan: (plan) => (run.plan = plan)
    };
    const plan = await planOperation(planning);
    if (mode === 'plan')
        return describeRun(request, run, { outcome: 'planned' });
    const ending = await applyPlan(plan, { planning, run, identity, confirm });
    return describeRun(request, run, ending);
}
function describeRun(request, run, ending) {
    const { plan, startedAt, clock, warnings } = run;
    const live = Object.fromEntries(Object.entries(plan.live).map(([host, { before }]) => [host, before]));
    const report = {
        ...{ plan, startedAt, durationMs: clock.now() - startedAt },
        ...{ outcome: 'failed', steps: [], checks: [], restored: [], probes: [], error: undefined, live, evidence: [], answers: {}, sentBytes: 0 },
        ...ending,
        warnings,
        outputs: plan.outputs
    };
    try {
        return { ...report, outputs: { ...plan.outputs, ...request.operation.outputsAfter?.(request.values, report) } };
    }
    catch (thrown) {
        return { ...report, error: report.error ?? (0,core .RI)(thrown) };
    }
}
function warnOnce(warnings, event, listen) {
    if (!warnings.includes(event.message))
        listen(event);
}
function emptyPlan(operation, hosts) {
    const nothing = { tables: [], notes: [], problems: [], phases: [], steps: [], journals: {}, probes: [], live: {}, outputs: {} };
    return (0,core .tP)({ operation, title: hosts.length === 0 ? operation : `${operation} on ${hosts.join(', ')}`, hosts, onFailure: 'stop', ...nothing });
}

;
async function writeFiles(folder, files) {
    await (0,external_node_fs_promises_.mkdir)(folder, { recursive: true, mode: 0o700 });
    for (const [name, text] of Object.entries(files))
        await (0,external_node_fs_promises_.writeFile)(external_node_path_.join(folder, name), text, { mode: 0o600 });
}

;
}),
68070:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
  e: () => ( runJournaled),
  T: () => ( stopJournaled)
});
var external_node_crypto_ = __webpack_require__(77598);
var core = __webpack_require__(28998);
var ending_error = __webpack_require__(29975);
;
class JournalFrames {
    #end;
    #sawMarker = false;
    #pending = Buffer.alloc(0);
    #payload;
    #marker;
    #sink;
    constructor(marker, sink) {
        this.#marker = Buffer.from(`\n${marker}\n`);
        this.#sink = sink;
    }
    get end() {
        return this.#end;
    }
    get sawMarker() {
        return this.#sawMarker;
    }
    push(chunk) {
        let rest = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
        for (let taken = -1; taken !== 0 && rest.length > 0;) {
            taken = this.#take(rest);
            rest = rest.subarray(taken);
        }
        this.#pending = Buffer.from(rest);
    }
    #take(buffer) {
        if (!this.#sawMarker)
            return this.#skipNoise(buffer);
        if (this.#payload === undefined)
            return this.#takeHeader(buffer);
        const { stream, left } = this.#payload;
        const part = buffer.subarray(0, left);
        this.#payload = part.length < left ? { stream, left: left - part.length } : undefined;
        if (stream === 'o')
            this.#sink.onStdout(part);
        else
            this.#sink.onStderr(part);
        return part.length;
    }
    #skipNoise(buffer) {
        const at = buffer.indexOf(this.#marker);
        if (at < 0)
            return Math.max(0, buffer.length - this.#marker.length);
        this.#sawMarker = true;
        return at + this.#marker.length;
    }
    #takeHeader(buffer) {
        const newline = buffer.indexOf(10);
        if (newline < 0)
            return 0;
        const [kind, number] = buffer.toString('latin1', 0, newline).trim().split(/ +/);
        if (kind === 'o' || kind === 'e')
            this.#payload = { stream: kind, left: Number(number) };
        else
            this.#end = kind === 'x' ? { kind: 'exited', code: Number(number) } : { kind: kind === 'c' ? 'not-begun' : 'unknown' };
        return newline + 1;
    }
}

;
const START_OR_ATTACH_PROGRAM = `${core .kl}
folder=$1 out=$2 err=$3 line=$4 stdin_bytes=$5 marker=$6 step=$7
pause() { sleep "$1" 2>/dev/null || sleep 1; }
emit() {
  [ "$3" -lt "$4" ] || return 0
  printf '%s %s\\n' "$1" "$(($4 - $3))"
  tail -c "+$(($3 + 1))" "$2" | head -c "$(($4 - $3))"
}
start() {
  parent=\${folder%/*} mask=$(umask) input=/dev/null
  [ -d "\${parent%/*}" ] || mkdir -p "\${parent%/*}" || return
  umask 077
  [ -d "$parent" ] || mkdir -p "$parent" || return
  if [ -n "$stdin_bytes" ]; then
    input=$folder.stdin.$$
    if ! cat >"$input" || [ "$(wc -c <"$input")" -ne "$stdin_bytes" ]; then
      rm -f "$input"
      return
    fi
  fi
  detach='nohup'
  if command -v setsid >/dev/null 2>&1; then detach='setsid'; fi
  : "$("$detach" sh -c "$step" deploy-kit-step "$folder" "$line" "$input" "$mask" </dev/null &)"
}
printf '\\n%s\\n' "$marker"
[ -d "$folder" ] || start
waited=0
until [ -s "$folder/process" ]; do
  if [ ! -d "$folder" ]; then
    echo c
    exit
  elif [ "$waited" -ge 30 ]; then
    echo u
    exit
  fi
  waited=$((waited + 1))
  pause 0.1
done
cd "$folder" || exit
delay=0.005
while :; do
  code=''
  [ ! -e status ] || read -r code <status
  out_end=0 err_end=0
  [ ! -s stdout ] || out_end=$(wc -c <stdout)
  [ ! -s stderr ] || err_end=$(wc -c <stderr)
  [ "$out" -ge "$out_end" ] && [ "$err" -ge "$err_end" ] || delay=0.01
  emit o stdout "$out" "$out_end"
  emit e stderr "$err" "$err_end"
  [ "$out" -ge "$out_end" ] || out=$((out_end))
  [ "$err" -ge "$err_end" ] || err=$((err_end))
  if [ -n "$code" ]; then
    echo "x $code"
    exit
  elif ! is_running .; then
    [ ! -e status ] || continue
    echo u
    exit
  fi
  pause "$delay"
  case $delay in
    0.005) delay=0.01 ;;
    0.01) delay=0.02 ;;
    0.02) delay=0.05 ;;
    0.05) delay=0.1 ;;
    *) delay=0.2 ;;
  esac
done
`;
const JOURNALED_STEP_PROGRAM = `${core .kl}
folder=$1 line=$2 input=$3 mask=$4
trap : HUP INT TERM
exec <"$input"
[ "$input" = /dev/null ] || rm -f "$input"
mkdir "$folder" || exit
find_process "$$"
# Not with ":": a special built-in whose redirection fails ends the whole shell, and a folder would be left that tells nothing.
if ! { true >"$folder/stdout" && true >"$folder/stderr" && echo 137 >"$folder/ending" && echo "$process" >"$folder/process"; }; then
  rm -rf "$folder"
  exit
fi
exec >"$folder/stdout" 2>"$folder/stderr"
umask "$mask"
sh -c "$line"
printf '%-3s\\n' "$?" 1<>"$folder/ending"
mv "$folder/ending" "$folder/status"
`;
const STOP_STEP_PROGRAM = `${core .kl}
folder=$1 patience=$2
pause() { sleep "$1" 2>/dev/null || sleep 1; }
descendants() {
  echo "$1"
  ps -A -o ppid= -o pid= 2>/dev/null | while read -r parent child; do
    [ "$parent" != "$1" ] || descendants "$child"
  done
}
end_all() {
  kill -s "$1" -- "-$pid" 2>/dev/null && return
  for process in $(descendants "$pid"); do kill -s "$1" "$process" 2>/dev/null; done
}
umask 077
mkdir -p "\${folder%/*}"
if mkdir "$folder" 2>/dev/null; then
  : >"$folder/stdout"
  : >"$folder/stderr"
  echo 143 >"$folder/status"
  echo 0 >"$folder/process"
  exit
fi
waited=0
until [ -s "$folder/process" ] || [ "$waited" -ge 30 ]; do
  waited=$((waited + 1))
  pause 0.1
done
is_open "$folder" || exit 0
end_all TERM
waited=0
while [ "$waited" -lt "$patience" ] && { kill -s 0 -- "-$pid" || kill -s 0 "$pid"; } 2>/dev/null; do
  waited=$((waited + 1))
  pause 0.1
done
end_all KILL
[ -e "$folder/status" ] || echo 137 >"$folder/status"
`;
var run_repeatable = __webpack_require__(3924);
var signals = __webpack_require__(21778);
var tail_capture = __webpack_require__(34401);
;
const KEEP_STDOUT_BYTES = 1024 * 1024;
const KEEP_STDERR_BYTES = 64 * 1024;
const CANNOT_CREATE = 73;
const PATIENCE_SECONDS = 5;
const FAREWELL_SECONDS = 2;
const MAX_MUTE_ATTACHMENTS = 5;
async function runJournaled(transport, command, clock) {
    const began = clock.now();
    const detach = new AbortController();
    const ended = new AbortController();
    const attachment = new Attachment(transport, command, detach.signal);
    const [, stopped] = await Promise.all([
        attachment.followToEnd().finally(() => ended.abort()),
        stopInTime({ transport, command, clock, ended: ended.signal }).finally(() => detach.abort())
    ]);
    const { ending } = attachment;
    const succeeded = ending.kind === 'exited' && ending.code === 0;
    return {
        ending: stopped === undefined || succeeded ? ending : { kind: stopped },
        begun: attachment.begun,
        stdout: attachment.stdout.toString(),
        stderr: attachment.stderr.toString(),
        durationMs: clock.now() - began
    };
}
async function stopJournaled(transport, folder) {
    const { line } = (0,core .XX)((0,core .K$)(STOP_STEP_PROGRAM, [folder, String(PATIENCE_SECONDS * 10)]));
    const result = await (0,run_repeatable .z)(transport, { line, effect: 'write', timeoutSeconds: PATIENCE_SECONDS + 30 });
    const error = (0,ending_error .v)(result, { title: 'Stop the running command', host: transport.host });
    if (error !== undefined)
        throw error;
}
class Attachment {
    ending = { kind: 'unknown' };
    begun = true;
    stdout = new tail_capture .V(KEEP_STDOUT_BYTES);
    stderr = new tail_capture .V(KEEP_STDERR_BYTES);
    #received = { stdout: 0, stderr: 0 };
    #transport;
    #command;
    #detach;
    constructor(transport, command, detach) {
        this.#transport = transport;
        this.#command = command;
        this.#detach = detach;
    }
    async followToEnd() {
        for (let mute = 0; mute < MAX_MUTE_ATTACHMENTS && !this.#detach.aborted; mute++) {
            const marker = (0,external_node_crypto_.randomUUID)();
            const frames = new JournalFrames(marker, {
                onStdout: (chunk) => {
                    this.#received.stdout += chunk.length;
                    this.stdout.add(chunk);
                    this.#command.onStdout?.(chunk);
                },
                onStderr: (chunk) => {
                    this.#received.stderr += chunk.length;
                    this.stderr.add(chunk);
                    this.#command.onStderr?.(chunk);
                }
            });
            const complaints = new tail_capture .V(KEEP_STDERR_BYTES);
            const result = await this.#transport.run({
                line: this.#renderLine(marker),
                stdin: this.#command.stdin,
                effect: 'write',
                signal: this.#detach,
                keepStdoutBytes: 0,
                onStdout: (chunk) => frames.push(chunk),
                onStderr: (chunk) => complaints.add(chunk)
            });
            if (frames.end?.kind === 'exited')
                return this.#finish(readEnding(frames.end.code));
            if (frames.end?.kind === 'unknown')
                return this.#finish({ kind: 'unknown' });
            if (frames.end?.kind === 'not-begun' && result.ending.kind === 'exited') {
                this.begun = false;
                this.stderr = complaints;
                return this.#finish({ kind: 'exited', code: CANNOT_CREATE });
            }
            if (frames.sawMarker)
                mute = 0;
            this.ending = result.ending.kind === 'connection-lost' ? result.ending : { kind: 'unknown' };
        }
    }
    #finish(ending) {
        this.ending = ending;
    }
    #renderLine(marker) {
        const { folder, line, stdin } = this.#command;
        const text = stdin instanceof core .zh ? stdin.reveal() : stdin;
        const stdinBytes = text === undefined ? '' : String(Buffer.byteLength(text));
        const offsets = [this.#received.stdout, this.#received.stderr].map(String);
        return (0,core .XX)((0,core .K$)(START_OR_ATTACH_PROGRAM, [folder, ...offsets, line, stdinBytes, marker, JOURNALED_STEP_PROGRAM])).line;
    }
}
async function stopInTime({ transport, command, clock, ended }) {
    const signals = command.signal === undefined ? [ended] : [ended, command.signal];
    await clock.sleep(command.timeoutSeconds * 1000, AbortSignal.any(signals));
    if (ended.aborted)
        return undefined;
    const reason = command.signal?.aborted === true ? 'cancelled' : 'timed-out';
    await stopJournaled(transport, command.folder);
    await clock.sleep(FAREWELL_SECONDS * 1000, ended);
    return reason;
}
function readEnding(code) {
    const signal = (0,signals .L)(code);
    return signal === undefined ? { kind: 'exited', code } : { kind: 'signalled', signal };
}
}),
3924:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
z: () => ( runRepeatable)
});
const MAX_RUNS = 5;
async function runRepeatable(transport, request) {
    for (let run = 1;; run++) {
        const result = await transport.run({ ...request, stdin: request.stdin?.() });
        if (result.ending.kind !== 'connection-lost' || run === MAX_RUNS || request.signal?.aborted === true)
            return result;
    }
}
}),
21778:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
L: () => ( readSignal)
});
var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);

function readSignal(exitCode) {
    return Object.entries(node_os__WEBPACK_IMPORTED_MODULE_0__.constants.signals).find(([, number]) => exitCode === 128 + number)?.[0];
}
}),
87180:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
P: () => ( journalOf),
X: () => ( runStepCommand)
});
var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
var _core_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28998);
var _journal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(68070);
var _run_repeatable_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3924);
var _text_lines_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(92994);





function journalOf(step, { plan }) {
    const folder = plan.journals[step.host];
    return folder === undefined ? undefined : node_path__WEBPACK_IMPORTED_MODULE_0__.posix.join(folder, step.id.replaceAll(/[^A-Za-z0-9._-]/g, '-'));
}
async function runStepCommand(request, context) {
    const { step, command, timeoutSeconds, journal, repeatable } = request;
    const transport = context.transportFor(step.host);
    const lines = { stdout: tell('stdout'), stderr: tell('stderr') };
    const { line, stdin = request.stdin } = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__ .XX)(command);
    const common = {
        line,
        timeoutSeconds,
        signal: context.signal,
        onStdout: (chunk) => lines.stdout.push(chunk),
        onStderr: (chunk) => lines.stderr.push(chunk)
    };
    try {
        if (journal !== undefined)
            return await (0,_journal_js__WEBPACK_IMPORTED_MODULE_2__ .e)(transport, { ...common, stdin, folder: journal }, context.clock);
        const direct = { ...common, effect: step.effect };
        return repeatable ? await (0,_run_repeatable_js__WEBPACK_IMPORTED_MODULE_4__ .z)(transport, { ...direct, stdin: () => stdin }) : await transport.run({ ...direct, stdin });
    }
    finally {
        lines.stdout.end();
        lines.stderr.end();
    }
    function tell(stream) {
        return new _text_lines_js__WEBPACK_IMPORTED_MODULE_3__ .r((text) => context.listen({ type: 'step-output', step, stream, line: context.redactor.redact(text) }));
    }
}
}),
37224:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
o: () => ( useBucket)
});
async function useBucket(storage, signal, use) {
    const { Bucket } = await Promise.all( [__webpack_require__.e(143), __webpack_require__.e(8943)]).then(__webpack_require__.bind(__webpack_require__, 58943));
    const bucket = new Bucket(storage, signal);
    try {
        return await use(bucket);
    }
    finally {
        bucket.close();
    }
}
}),
91758:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
gG: () => ( inTurns),
uT: () => ( listFolders),
v$: () => ( removeFolder),
xI: () => ( createStorageReader)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _load_bucket_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(37224);


const MAX_TEXT_BYTES = 1024 * 1024;
const BEGINNING_BYTES = 16 * 1024;
const WIDTH = 16;
function createStorageReader(signal) {
    return {
        list: (place, texts) => (0,_load_bucket_js__WEBPACK_IMPORTED_MODULE_1__ .o)(place.storage, signal, (bucket) => listFolders(bucket, place, texts)),
        readBeginnings: ({ storage, folder }, names) => (0,_load_bucket_js__WEBPACK_IMPORTED_MODULE_1__ .o)(storage, signal, (bucket) => inTurns(names, async (name) => ({ name, beginning: (await bucket.read(`${folder}/${name}`, BEGINNING_BYTES)).toString('base64') }))),
        presign: ({ storage, folder }, names, seconds) => (0,_load_bucket_js__WEBPACK_IMPORTED_MODULE_1__ .o)(storage, signal, async (bucket) => {
            const addresses = await inTurns(names, (name) => bucket.presignRead(`${folder}/${name}`, seconds));
            return new _core_index_js__WEBPACK_IMPORTED_MODULE_0__ .zh('addresses in the storage', names.map((name, index) => `${name}\t${addresses[index] ?? ''}\n`).join(''), addresses);
        })
    };
}
async function listFolders(bucket, { folder }, texts) {
    const found = new Map();
    for (const { key, sizeBytes } of await bucket.list(`${folder}/`)) {
        const [name = '', file, ...deeper] = key.slice(folder.length + 1).split('/');
        if (name === '' || file === undefined || file === '' || deeper.length > 0)
            continue;
        found.set(name, [...(found.get(name) ?? []), { name: file, sizeBytes }]);
    }
    const wanted = [...found].flatMap(([name, files]) => files.filter((file) => texts.includes(file.name) && file.sizeBytes > 0 && file.sizeBytes <= MAX_TEXT_BYTES).map((file) => ({ name, file: file.name })));
    const read = await inTurns(wanted, async ({ name, file }) => ({ name, file, text: (await bucket.read(`${folder}/${name}/${file}`, MAX_TEXT_BYTES)).toString('utf8') }));
    return [...found].map(([name, files]) => ({ name, files, texts: Object.fromEntries(read.filter((each) => each.name === name).map(({ file, text }) => [file, text])) }));
}
async function removeFolder(bucket, { folder, name, files }, { first, last }) {
    const names = files.map((file) => file.name);
    const remove = (file) => bucket.remove(`${folder}/${name}/${file}`);
    for (const file of names.filter((each) => each === last))
        await remove(file);
    await inTurns(names.filter((each) => each !== first && each !== last), remove);
    for (const file of names.filter((each) => each === first))
        await remove(file);
}
async function inTurns(items, act) {
    const results = [];
    for (let at = 0; at < items.length; at += WIDTH)
        results.push(...(await Promise.all(items.slice(at, at + WIDTH).map(act))));
    return results;
}
}),
92994:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
r: () => ( TextLines)
});
var node_string_decoder__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46193);

const LONGEST_LINE = 64 * 1024;
class TextLines {
    #rest = '';
    #decoder = new node_string_decoder__WEBPACK_IMPORTED_MODULE_0__.StringDecoder('utf8');
    #onLine;
    constructor(onLine) {
        this.#onLine = onLine;
    }
    push(chunk) {
        const lines = (this.#rest + this.#decoder.write(chunk)).split('\n');
        this.#rest = lines.pop() ?? '';
        for (const line of lines)
            this.#onLine(line.replace(/\r$/, ''));
        if (this.#rest.length > LONGEST_LINE)
            this.end();
    }
    end() {
        if (this.#rest !== '')
            this.#onLine(this.#rest);
        this.#rest = '';
    }
}
}),
59531:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Q: () => ( tailText)
});
function tailText(text, keepBytes) {
    const bytes = Buffer.from(text);
    if (bytes.length <= keepBytes)
        return text;
    const kept = bytes.subarray(bytes.length - keepBytes);
    const newline = kept.indexOf(10);
    const whole = newline < 0 || newline === kept.length - 1 ? kept : kept.subarray(newline + 1);
    return `[... ${bytes.length - whole.length} bytes left out]\n${whole.toString('utf8')}`;
}
}),
92294:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
J: () => ( logged),
b: () => ( describeEnding)
});
function logged(transport, listen) {
    const { host } = transport;
    return {
        host,
        async run(request) {
            listen({ type: 'debug', host, message: `run: ${shorten(request.line)}` });
            const result = await transport.run(request);
            listen({ type: 'debug', host, message: `${describeEnding(result.ending)} after ${Math.round(result.durationMs)} ms: ${shorten(request.line)}` });
            return result;
        },
        async forward(address, port) {
            listen({ type: 'debug', host, message: `open a stream to ${address}:${port}` });
            return await transport.forward(address, port);
        },
        close: () => transport.close()
    };
}
function describeEnding(ending) {
    switch (ending.kind) {
        case 'exited':
            return `ended with exit code ${ending.code}`;
        case 'signalled':
            return `was ended by ${ending.signal}`;
        case 'timed-out':
            return 'took too long';
        case 'cancelled':
            return 'was cancelled';
        case 'connection-lost':
            return ending.sent ? 'lost its connection' : 'was not sent: the connection was lost';
        case 'unknown':
            return 'ended without telling how';
    }
}
function shorten(line) {
    const flat = line.trim().replaceAll(/\s*\n\s*/g, ' ');
    return flat.length <= 300 ? flat : `${flat.slice(0, 300)}...`;
}
}),
34401:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
V: () => ( TailCapture)
});
const MOST_CHUNKS = 4096;
class TailCapture {
    #keepBytes;
    #chunks = [];
    #size = 0;
    #isCut = false;
    constructor(keepBytes) {
        this.#keepBytes = keepBytes;
    }
    add(chunk) {
        if (this.#keepBytes === 0)
            return;
        this.#chunks.push(chunk);
        this.#size += chunk.length;
        if (this.#size > 2 * this.#keepBytes || this.#chunks.length > MOST_CHUNKS)
            this.#compact();
    }
    toString() {
        this.#compact();
        const [bytes = Buffer.alloc(0)] = this.#chunks;
        const start = bytes.subarray(0, 3).findIndex((byte) => (byte & 0xc0) !== 0x80);
        return bytes.toString('utf8', this.#isCut ? Math.max(0, start) : 0);
    }
    #compact() {
        const joined = Buffer.concat(this.#chunks);
        this.#isCut ||= joined.length > this.#keepBytes;
        const kept = joined.length > this.#keepBytes ? Buffer.from(joined.subarray(joined.length - this.#keepBytes)) : joined;
        this.#chunks = [kept];
        this.#size = kept.length;
    }
}
}),
95989:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Cr: () => ( loginInput),
Kj: () => ( nameUsers),
dC: () => ( readConnection),
eu: () => ( connectionInputs)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _input_checks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(83085);


const USER = /^[a-z_][a-z0-9_.-]*\$?$/i;
const ADDRESS = /^[A-Za-z0-9_.:%-]+$/;
const connectionInputs = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .pf)({
    host: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .p_)({
        group: 'Connection',
        required: true,
        description: 'The hosts, one a line or separated by commas: `[user@]address[:port]`, IPv6 in brackets, or `local` for this machine without SSH.',
        example: 'deploy@web1.example.com',
        check: (hosts) => firstProblem(hosts, findAddressProblem)
    }),
    user: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Qq)({
        group: 'Connection',
        description: 'The user to log in as, for hosts that name none.',
        default: 'deploy',
        example: 'deploy',
        check: findUserProblem
    }),
    port: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .nd)({ group: 'Connection', description: 'The SSH port, for hosts that name none.', default: '22', min: 1, max: 65_535 }),
    'private-key': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .rJ)({
        group: 'Connection',
        description: 'The private key (OpenSSH, PEM or PKCS8), best made for this purpose alone. Common damages of pasted keys are repaired and reported. Without it the SSH agent is used.'
    }),
    passphrase: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .rJ)({ group: 'Connection', description: 'The passphrase of the private key.' }),
    'agent-socket': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Qq)({ group: 'Connection', description: 'The socket of an SSH agent to log in with instead of a private key.' }),
    'known-hosts': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Qq)({
        group: 'Connection',
        description: 'The pinned host keys, as lines of a known_hosts file. `deploy-kit trust --host H` prints them.',
        example: 'web1.example.com ssh-ed25519 AAAAC3Nza...'
    }),
    fingerprint: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .p_)({
        group: 'Connection',
        description: 'Instead of known-hosts: SHA256 fingerprints, of any key of the hosts.',
        example: 'SHA256:uNiVztksCsDhcc0u9e8BrXgJvC+GqN0kSjf1c9qQ0dE',
        check: (items) => firstProblem(items, findFingerprintProblem)
    }),
    'jump-host': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .p_)({
        group: 'Connection',
        description: 'Hosts to pass through, in order from here: `[user@]address[:port]`. Their keys are verified like the others.',
        check: (hosts) => firstProblem(hosts, findJumpProblem)
    }),
    'jump-private-key': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .rJ)({ group: 'Connection', description: 'The private key for the jump hosts, when it is not the same.' }),
    'connect-timeout': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .p0)({ group: 'Connection', description: 'How long to wait for a connection and the login.', default: '20s', check: _input_checks_js__WEBPACK_IMPORTED_MODULE_1__ .fG }),
    'unsafe-skip-host-key-check': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .zM)({
        group: 'Connection',
        description: 'Accept any host key. Whoever is between you and the server can then read and change everything; log and summary warn.',
        default: 'false'
    })
});
const loginInput = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .pf)({
    'login-user': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Qq)({
        group: 'Connection',
        description: 'The user to log in as: root, or one who may use `sudo` without a password. The user in `host`, or else `user`, is the one that is made.',
        default: 'root',
        check: findUserProblem
    })
});
function toConnectionSettings(values) {
    const hosts = values.host.map((host) => parseHost(host, values.user, values.port));
    requireDistinct(hosts);
    return {
        hosts,
        privateKey: values['private-key'],
        passphrase: values.passphrase,
        agentSocket: values['agent-socket'],
        knownHosts: { text: values['known-hosts'] ?? '', fingerprints: values.fingerprint ?? [], unsafeSkip: values['unsafe-skip-host-key-check'] },
        jumps: (values['jump-host'] ?? []).map((jump) => parseJump(jump, values)),
        connectTimeoutSeconds: values['connect-timeout']
    };
}
function readConnection(own, sources) {
    const needed = Object.hasOwn(own, 'host');
    const presets = Object.fromEntries(Object.entries(own).map(([name, input]) => [name, input.default ?? '']));
    const all = [...sources, { texts: needed ? presets : { host: 'local' }, describe: (name) => name }];
    const settings = toConnectionSettings((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .TL)(connectionInputs, all.map((source) => keepInputs(connectionInputs, source))));
    if (!needed)
        return { ...settings, hosts: [] };
    if (!Object.hasOwn(own, 'login-user'))
        return settings;
    const { 'login-user': user } = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .TL)(loginInput, all.map((source) => keepInputs(loginInput, source)));
    return { ...settings, hosts: settings.hosts.map((host) => ({ ...host, user })) };
}
function keepInputs(inputs, { texts, describe }) {
    return { describe, texts: Object.fromEntries(Object.entries(texts).filter(([name]) => Object.hasOwn(inputs, name))) };
}
function nameHosts(values) {
    return values.host.map((host) => parseHost(host, values.user, values.port).name);
}
function nameUsers(values) {
    return Object.fromEntries(values.host.map((host) => parseHost(host, values.user, values.port)).map(({ name, user }) => [name, user]));
}
function parseHost(text, user, port) {
    if (text === 'local')
        return { name: 'local', kind: 'local', address: 'localhost', port: 0, user };
    const parts = parseAddress(text);
    const address = parts.address;
    const actualPort = parts.port ?? port;
    return { name: actualPort === 22 ? address : `${address}:${actualPort}`, kind: 'ssh', address, port: actualPort, user: parts.user ?? user };
}
function parseJump(text, values) {
    const parts = parseAddress(text);
    return {
        address: parts.address,
        port: parts.port ?? 22,
        user: parts.user ?? values.user,
        privateKey: values['jump-private-key']
    };
}
function parseAddress(text) {
    const match = /^(?:([^@]*)@)?(?:\[([^\]]+)\]|([^:]*))(?::(\d+))?$/.exec(text);
    const address = match?.[2] ?? match?.[3] ?? '';
    const port = match?.[4] === undefined ? undefined : Number(match[4]);
    if (!match || !ADDRESS.test(address) || address.startsWith('-')) {
        throw new RangeError(`is not a host: ${JSON.stringify(text)} (write [user@]address[:port])`);
    }
    if (match[1] !== undefined && !USER.test(match[1]))
        throw new RangeError(`has a wrong user name in ${JSON.stringify(text)}`);
    if (port !== undefined && (port < 1 || port > 65_535))
        throw new RangeError(`has a port out of range (1 to 65535) in ${JSON.stringify(text)}`);
    return { user: match[1], address, port };
}
function findAddressProblem(text) {
    try {
        if (text !== 'local')
            parseAddress(text);
        return undefined;
    }
    catch (error) {
        return error instanceof RangeError ? error.message : String(error);
    }
}
function findJumpProblem(text) {
    return text === 'local' ? 'is not a host to pass through: "local" is this machine' : findAddressProblem(text);
}
function findUserProblem(user) {
    return USER.test(user) ? undefined : `is not a user name: ${JSON.stringify(user)}`;
}
function findFingerprintProblem(text) {
    return /^SHA256:[A-Za-z0-9+/]{43}=?$/.test(text) ? undefined : `is not a SHA256 fingerprint: ${JSON.stringify(text)} (ssh-keygen -lf prints it)`;
}
function firstProblem(items, find) {
    if (items.length === 0)
        return 'is an empty list';
    return items.map(find).find((problem) => problem !== undefined);
}
function requireDistinct(hosts) {
    const names = hosts.map((host) => host.name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice === undefined)
        return;
    throw new _core_index_js__WEBPACK_IMPORTED_MODULE_0__ .mG('DK_INPUT_INVALID', {
        message: `The host ${twice} is named twice`,
        remedy: 'Name each host once'
    });
}
}),
88719:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
  eh: () => ( actionInputs),
  F: () => ( isOperationName),
  zU: () => ( operations),
  B9: () => ( readConfigSources),
  dC: () => ( connection_inputs .dC)
});
var connection_inputs = __webpack_require__(95989);
var target_inputs = __webpack_require__(9426);
var core = __webpack_require__(28998);
;
const actionInputs = (0,core .pf)({
    config: (0,core .Qq)({
        group: 'Behaviour',
        description: 'The configuration file. Without it `deploy-kit.yml` is read when there is one.',
        example: 'deploy/deploy-kit.yml'
    }),
    environment: (0,core .Qq)({
        group: 'Behaviour',
        description: 'The section of `environments` in the configuration file that comes first, and the name of the GitHub Deployment.',
        example: 'production'
    }),
    'environment-url': (0,core .Qq)({
        group: 'Behaviour',
        description: 'Where the application answers, for the GitHub Deployment.',
        example: 'https://app.example.com',
        check: (url) => (/^https?:\/\/[^\s/]/.test(url) ? undefined : 'must begin with http:// or https://')
    }),
    'github-token': (0,core .rJ)({
        group: 'Behaviour',
        description: 'The token of the job (github.token, with `deployments: write`), to have a GitHub Deployment and its status. Nothing else needs it.'
    }),
    'plan-only': (0,core .zM)({
        group: 'Behaviour',
        description: 'Only show what would be done: the host is really read, and every write is refused.',
        default: 'false'
    }),
    'approved-hash': (0,core .Qq)({
        group: 'Behaviour',
        description: 'The hash of a plan that was approved. The run is refused when the host or the inputs have changed since.',
        check: (hash) => (/^[0-9a-f]{64}$/.test(hash) ? undefined : 'must be the 64 hex digits that a plan shows')
    }),
    summary: (0,core .zM)({ group: 'Behaviour', description: 'Write the job summary.', default: 'true' })
});
var dist = __webpack_require__(38815);
;
function renderConfigValue(reading, value) {
    const { node, kind } = value;
    if (node === null || node === undefined || ((0,dist .jn)(node) && node.value === null))
        return undefined;
    if ((0,dist .jn)(node))
        return renderScalar(reading, value, node);
    if ((0,dist .oP)(node) && ['list', 'argv', 'text', 'secret'].includes(kind))
        return renderSequence(reading, value, node);
    if ((0,dist .jh)(node) && ['list', 'text', 'secret'].includes(kind))
        return renderMap(reading, value, node);
    const wanted = kind === 'argv' ? 'one line or a list of words' : 'a single value';
    return refuse(reading, value, `must be ${wanted}, not a ${(0,dist .jh)(node) ? 'map' : 'list'}`);
}
const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY|PuTTY-User-Key-File/;
function renderScalar(reading, value, scalar) {
    const text = writtenText(scalar);
    if (PRIVATE_KEY.test(text))
        return refuse(reading, value, 'holds a private key: keep it in a variable and write ${NAME}');
    if (value.kind === 'secret' && !REFERENCE.test(text)) {
        return refuse(reading, value, 'is a secret and must not stand in the file: keep it in a variable and write ${NAME}');
    }
    return expand(reading, value, text);
}
function renderSequence(reading, value, sequence) {
    const items = sequence.items.map((item) => renderItem(reading, value, item));
    const texts = items.filter((item) => item !== undefined);
    if (texts.length < items.length)
        return undefined;
    if (value.kind === 'argv')
        return JSON.stringify(texts);
    if (value.kind !== 'list')
        return texts.join('\n');
    const isBad = texts.some((item) => item.includes('\n') || item.trim().startsWith('#'));
    if (isBad)
        return refuse(reading, value, 'has an item with a newline or a # in front, which a list cannot hold');
    return (0,core .WD)(texts);
}
function renderItem(reading, value, item) {
    const node = (0,dist .Vj)(item) ? item.resolve(reading.document) : item;
    const inner = { ...value, node, at: (0,dist .jn)(node) || (0,dist .oP)(node) ? node : value.at };
    if ((0,dist .jn)(node) && node.value !== null)
        return renderScalar(reading, inner, node);
    if ((0,dist .oP)(node) && value.kind !== 'argv') {
        const isCommand = value.isCommand(node.items.map((word) => ((0,dist .jn)(word) ? writtenText(word) : '')).join(' '));
        return renderSequence(reading, { ...inner, kind: 'argv', isCommand: () => isCommand }, node);
    }
    return refuse(reading, inner, 'has an item that is not a single value');
}
const NOT_PLAIN = /[\n\r'"#\\]|^\s|\s$/;
function renderMap(reading, value, map) {
    const entries = map.items.map((pair) => {
        const key = (0,dist .jn)(pair.key) ? String(pair.key.value) : '';
        const node = (0,dist .Vj)(pair.value) ? pair.value.resolve(reading.document) : pair.value;
        const inner = { ...value, name: `${value.name}.${key}`, node, at: (0,dist .jn)(node) ? node : value.at };
        if ((0,dist .jn)(node))
            return [key, node.value === null ? '' : renderScalar(reading, inner, node)];
        return [key, refuse(reading, inner, 'must be a single value')];
    });
    const pairs = entries.filter((entry) => entry[1] !== undefined);
    if (pairs.length < entries.length)
        return undefined;
    if (value.kind !== 'list' && pairs.some(([, text]) => NOT_PLAIN.test(text)))
        return JSON.stringify(Object.fromEntries(pairs));
    const lines = pairs.map(([key, text]) => `${key}=${text}`);
    if (value.kind !== 'list')
        return lines.join('\n');
    if (lines.some((line) => line.includes('\n')))
        return refuse(reading, value, 'has a value with a newline, which a list cannot hold');
    return (0,core .WD)(lines);
}
function writtenText(scalar) {
    if (typeof scalar.value === 'string')
        return scalar.value;
    return scalar.source ?? String(scalar.value);
}
const REFERENCE = /(?<!\$)\$\{/;
const PLACE = /\$\$\{|\$\{([^}]*)\}?/g;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
function expand(reading, value, text) {
    const lines = text.split('\n').map((line) => expandLine(reading, value, line));
    for (const problem of new Set(lines.flatMap(({ problems }) => problems)))
        refuse(reading, value, problem);
    return lines.some(({ problems }) => problems.length > 0) ? undefined : lines.map(({ expanded }) => expanded).join('\n');
}
function expandLine({ variables }, { isCommand }, line) {
    const problems = [];
    const names = [];
    const expanded = line.replaceAll(PLACE, (whole, name) => {
        if (name === undefined)
            return '${';
        if (NAME.test(name) && whole.endsWith('}'))
            names.push(name);
        else
            problems.push(`has ${whole}, which is not understood: write \${NAME}, or $\${ for a literal \${`);
        return variables[name] ?? '';
    });
    if (names.length > 0 && [line, ...expanded.split('\n')].some(isCommand))
        return { expanded, problems: [...problems, ...names.map(describeWord)] };
    const missing = names.filter((name) => variables[name] === undefined);
    return { expanded, problems: [...problems, ...missing.map((name) => `needs the environment variable ${name}, which is not set`)] };
}
function describeWord(name) {
    return [
        `holds \${${name}} in a command, whose words are seen in plans, logs and process lists:`,
        `give ${name} in variables or secrets (the env file) and let the command read it on the host, or write $\${${name}} for a shell there`
    ].join(' ');
}
function refuse(reading, { name, at }, problem) {
    reading.problems.push(`${reading.at(at)}: ${name} ${problem}`);
    return undefined;
}

;
function parseConfigFile(text, options) {
    const lines = new dist .HN();
    const document = (0,dist .Tp)(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
    const reading = { ...options, document, problems: [], at: (node) => locate(options.file, lines, node?.range?.[0] ?? 0) };
    for (const error of document.errors)
        reading.problems.push(`${locate(options.file, lines, error.pos[0])}: ${error.message}`);
    (0,dist .YR)(document, { Alias: (_, alias) => checkAlias(reading, alias) });
    const sources = reading.problems.length > 0 ? [] : readSections(reading);
    if (reading.problems.length > 0)
        throw invalidConfig(options.file, reading.problems);
    return sources;
}
function listConfigKeys(text) {
    const root = (0,dist .Tp)(text, { stringKeys: true }).contents;
    const keys = (node) => ((0,dist .jh)(node) ? node.items.map(nameOf) : []);
    const sections = (0,dist .jh)(root) ? root.items.filter((pair) => nameOf(pair) === ENVIRONMENTS).map((pair) => pair.value) : [];
    const inSections = sections.flatMap((section) => ((0,dist .jh)(section) ? section.items.flatMap((pair) => keys(pair.value)) : []));
    return [...keys(root).filter((key) => key !== ENVIRONMENTS), ...inSections];
}
const ENVIRONMENTS = 'environments';
function readSections(reading) {
    const { document, problems } = reading;
    const root = document.contents;
    if (root === null || ((0,dist .jn)(root) && root.value === null))
        return chooseNothing(reading);
    if (!(0,dist .jh)(root)) {
        problems.push(`${reading.at(root)}: must be a map of inputs, as in "host: web1.example.com"`);
        return [];
    }
    const environment = findEnvironment(reading, root);
    const chosen = environment === undefined ? [] : [readSection(reading, environment, `${ENVIRONMENTS}.${reading.environment ?? ''}.`)];
    const overridden = [...(reading.given ?? []), ...chosen.flatMap((source) => Object.keys(source.texts))];
    return [...chosen, readSection({ ...reading, given: overridden }, root, '')];
}
function checkAlias(reading, alias) {
    if (alias.resolve(reading.document) !== undefined)
        return;
    reading.problems.push(`${reading.at(asLocated(alias))}: there is no anchor &${alias.source}`);
}
function chooseNothing(reading) {
    if (reading.environment !== undefined)
        reading.problems.push(unknownEnvironment(reading.file, reading.environment, []));
    return [];
}
function findEnvironment(reading, root) {
    const pair = root.items.find((item) => nameOf(item) === ENVIRONMENTS);
    const sections = pair === undefined ? undefined : resolve(reading, pair.value);
    if (sections !== undefined && !(0,dist .jh)(sections)) {
        const place = reading.at(asLocated(pair?.value) ?? asLocated(pair?.key));
        reading.problems.push(`${place}: environments must be a map, as in "environments: {production: {host: web1}}"`);
        return undefined;
    }
    for (const section of sections?.items ?? [])
        checkSection(reading, section);
    if (reading.environment === undefined)
        return undefined;
    const chosen = sections?.items.find((item) => nameOf(item) === reading.environment);
    if (chosen === undefined) {
        const where = pair === undefined ? reading.file : reading.at(asLocated(pair.key));
        reading.problems.push(unknownEnvironment(where, reading.environment, (sections?.items ?? []).map(nameOf)));
        return undefined;
    }
    const section = resolve(reading, chosen.value);
    return (0,dist .jh)(section) ? section : undefined;
}
function checkSection(reading, pair) {
    const section = resolve(reading, pair.value);
    if ((0,dist .jh)(section)) {
        if (nameOf(pair) !== reading.environment)
            checkNames(reading, section, []);
        return;
    }
    if (section !== null && section !== undefined && !((0,dist .jn)(section) && section.value === null)) {
        reading.problems.push(`${reading.at(asLocated(pair.value))}: environments.${nameOf(pair)} must be a map of inputs`);
    }
}
function readSection(reading, section, prefix) {
    checkNames(reading, section, prefix === '' ? [ENVIRONMENTS] : []);
    const texts = {};
    const places = {};
    for (const pair of section.items) {
        const name = nameOf(pair);
        const input = Object.hasOwn(reading.definitions, name) ? reading.definitions[name] : undefined;
        if (input === undefined || (reading.given ?? []).includes(name))
            continue;
        const key = asLocated(pair.key);
        const at = asLocated(pair.value) ?? key;
        const text = renderConfigValue(reading, { ...input, name: `${prefix}${name}`, node: resolve(reading, pair.value), at });
        if (text === undefined)
            continue;
        texts[name] = text;
        places[name] = `${reading.at(key)} (${prefix}${name})`;
    }
    return { texts, describe: (name) => places[name] ?? `${reading.file} (${prefix}${name})` };
}
function checkNames(reading, section, reserved) {
    const known = [...Object.keys(reading.definitions), ...(reading.otherNames ?? []), ...reserved];
    for (const pair of section.items) {
        const name = nameOf(pair);
        if (Object.hasOwn(reading.definitions, name) && reading.definitions[name]?.isTyped === true) {
            reading.problems.push(`${reading.at(asLocated(pair.key))}: ${name} is typed for each run, and cannot stand in a file`);
        }
        if (known.includes(name))
            continue;
        const meant = (0,core .kp)(name, known);
        const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
        reading.problems.push(`${reading.at(asLocated(pair.key))}: ${name} is not known${hint}`);
    }
}
function unknownEnvironment(where, name, known) {
    const meant = (0,core .kp)(name, known);
    const list = known.length === 0 ? 'the file has no environments' : `known are ${known.join(', ')}`;
    return `${where}: there is no environment ${name}: ${list}${meant === undefined ? '' : `; did you mean ${meant}?`}`;
}
function nameOf(pair) {
    return (0,dist .jn)(pair.key) ? String(pair.key.value) : String(pair.key);
}
function resolve(reading, node) {
    return (0,dist .Vj)(node) ? node.resolve(reading.document) : node;
}
function asLocated(node) {
    return typeof node === 'object' && node !== null && 'range' in node ? node : undefined;
}
function locate(file, lines, offset) {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
}
function invalidConfig(file, problems) {
    const message = problems.length === 1
        ? `The configuration is wrong: ${problems[0]}`
        : `The configuration has ${problems.length} problems:\n${problems.map((line) => `  - ${line}`).join('\n')}`;
    return new core .mG('DK_CONFIG_INVALID', { message, remedy: `Correct ${file}; nothing has been changed on any host` });
}

;
const DEFAULT_PATH = 'deploy-kit.yml';
async function readConfigSources(request) {
    const file = request.path ?? DEFAULT_PATH;
    if ((await request.local.exists(file)) !== 'file') {
        if (request.path === undefined)
            return [];
        throw new core .mG('DK_CONFIG_INVALID', {
            message: `There is no configuration file ${file}`,
            remedy: 'Correct its path, or leave it out'
        });
    }
    const text = await request.local.readText(file);
    const { environment, variables, definitions, given } = request;
    return parseConfigFile(text, { file, environment, variables, definitions, given, otherNames: await findOtherNames(text, request) });
}
async function findOtherNames(text, { definitions, operations }) {
    if (listConfigKeys(text).every((key) => Object.hasOwn(definitions, key)))
        return [];
    const all = await Promise.all(Object.values(operations).map((load) => load()));
    return all.flatMap(({ inputs }) => Object.keys(inputs).filter((name) => inputs[name]?.isTyped === false));
}

;
const actionOutputs = {
    outcome: { description: '`planned`, `succeeded`, `unchanged`, `failed`, `undone` (failed, and all was taken back) or `undo-failed` (look at the host).' },
    'plan-hash': { description: 'Hash of the plan, for `approved-hash`. Not set when there was no plan.' },
    'error-code': { description: 'Code of the error (`DK_LOCK_HELD`). Not set on success.' },
    'error-owner': { description: 'Who can mend the error: `yours`, `server` or `ours`. Not set on success.' },
    'evidence-folder': { description: 'After a failure: a folder with the report, the summary and the evidence (ends of logs, disk, memory), to upload as an artifact.' }
};

;
const operations = {
    'ssh-deploy': async () => (await Promise.all( [__webpack_require__.e(7453), __webpack_require__.e(6194), __webpack_require__.e(7758), __webpack_require__.e(5374), __webpack_require__.e(727), __webpack_require__.e(1760), __webpack_require__.e(7762)]).then(__webpack_require__.bind(__webpack_require__, 77762))).sshDeploy,
    package: async () => (await __webpack_require__.e( 472).then(__webpack_require__.bind(__webpack_require__, 80472))).packageOperation,
    rollback: async () => (await Promise.all( [__webpack_require__.e(7453), __webpack_require__.e(6194), __webpack_require__.e(7758), __webpack_require__.e(5374), __webpack_require__.e(4213), __webpack_require__.e(727), __webpack_require__.e(6506)]).then(__webpack_require__.bind(__webpack_require__, 46506))).rollback,
    backup: async () => (await Promise.all( [__webpack_require__.e(7453), __webpack_require__.e(6194), __webpack_require__.e(5374), __webpack_require__.e(227), __webpack_require__.e(8114)]).then(__webpack_require__.bind(__webpack_require__, 8114))).backup,
    restore: async () => (await Promise.all( [__webpack_require__.e(7453), __webpack_require__.e(6194), __webpack_require__.e(7758), __webpack_require__.e(5374), __webpack_require__.e(4213), __webpack_require__.e(1164)]).then(__webpack_require__.bind(__webpack_require__, 31164))).restore,
    'backups list': async () => (await Promise.all( [__webpack_require__.e(7453), __webpack_require__.e(5491)]).then(__webpack_require__.bind(__webpack_require__, 25491))).backupsList,
    'backups show': async () => (await Promise.all( [__webpack_require__.e(7453), __webpack_require__.e(6898)]).then(__webpack_require__.bind(__webpack_require__, 76898))).backupsShow,
    'backups verify': async () => (await Promise.all( [__webpack_require__.e(7453), __webpack_require__.e(6194), __webpack_require__.e(5374), __webpack_require__.e(4213), __webpack_require__.e(4486)]).then(__webpack_require__.bind(__webpack_require__, 34486))).backupsVerify,
    'backups drill': async () => (await Promise.all( [__webpack_require__.e(7453), __webpack_require__.e(6194), __webpack_require__.e(5374), __webpack_require__.e(4213), __webpack_require__.e(4486)]).then(__webpack_require__.bind(__webpack_require__, 34486))).backupsDrill,
    'backups download': async () => (await Promise.all( [__webpack_require__.e(7453), __webpack_require__.e(1527)]).then(__webpack_require__.bind(__webpack_require__, 1527))).backupsDownload,
    'backups size': async () => (await Promise.all( [__webpack_require__.e(7453), __webpack_require__.e(9609)]).then(__webpack_require__.bind(__webpack_require__, 89609))).backupsSize,
    'backups export-key-check': async () => (await Promise.all( [__webpack_require__.e(7453), __webpack_require__.e(6386)]).then(__webpack_require__.bind(__webpack_require__, 16386))).backupsExportKeyCheck,
    'backups prune': async () => (await Promise.all( [__webpack_require__.e(7453), __webpack_require__.e(6194), __webpack_require__.e(543)]).then(__webpack_require__.bind(__webpack_require__, 80543))).backupsPrune,
    'backups schedule': async () => (await Promise.all( [__webpack_require__.e(7453), __webpack_require__.e(6194), __webpack_require__.e(5374), __webpack_require__.e(227), __webpack_require__.e(8990)]).then(__webpack_require__.bind(__webpack_require__, 48990))).backupsSchedule,
    'backups schedule remove': async () => (await Promise.all( [__webpack_require__.e(7453), __webpack_require__.e(6194), __webpack_require__.e(5374), __webpack_require__.e(227), __webpack_require__.e(8990)]).then(__webpack_require__.bind(__webpack_require__, 48990))).backupsScheduleRemove,
    preflight: async () => (await Promise.all( [__webpack_require__.e(1760), __webpack_require__.e(9387)]).then(__webpack_require__.bind(__webpack_require__, 97220))).preflight,
    'health-check': async () => (await Promise.all( [__webpack_require__.e(7758), __webpack_require__.e(17)]).then(__webpack_require__.bind(__webpack_require__, 50017))).healthCheck,
    releases: async () => (await __webpack_require__.e( 7438).then(__webpack_require__.bind(__webpack_require__, 7438))).releases,
    status: async () => (await Promise.all( [__webpack_require__.e(7758), __webpack_require__.e(1022)]).then(__webpack_require__.bind(__webpack_require__, 1022))).status,
    logs: async () => (await Promise.all( [__webpack_require__.e(7758), __webpack_require__.e(3695)]).then(__webpack_require__.bind(__webpack_require__, 63695))).logs,
    log: async () => (await __webpack_require__.e( 4758).then(__webpack_require__.bind(__webpack_require__, 14758))).log,
    unlock: async () => (await __webpack_require__.e( 5940).then(__webpack_require__.bind(__webpack_require__, 65940))).unlock,
    'init-host': async () => (await __webpack_require__.e( 5567).then(__webpack_require__.bind(__webpack_require__, 55567))).initHost,
    trust: async () => (await __webpack_require__.e( 4014).then(__webpack_require__.bind(__webpack_require__, 94014))).trust
};
function isOperationName(name) {
    return Object.hasOwn(operations, name);
}
}),
83085:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
YZ: () => ( findHookProblem),
fG: () => ( findMissingTime),
uZ: () => ( findUrlProblem)
});
function findMissingTime(seconds) {
    return seconds === 0 ? 'must be more than 0' : undefined;
}
function findHookProblem([program]) {
    return program === 'file:' ? 'names no file: write file:<path of a script>' : undefined;
}
function findUrlProblem(text) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url !== undefined && (url.username !== '' || url.password !== ''))
        return 'must not hold a user or a password: it is printed';
    return url !== undefined && /^https?:$/.test(url.protocol) ? undefined : `is not a URL that begins with http:// or https://: ${JSON.stringify(text)}`;
}
}),
9426:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Fd: () => ( normalizePath),
W0: () => ( findPathProblem),
WL: () => ( layoutInputs),
lY: () => ( targetInputs)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);

const SYSTEM_FOLDERS = new Set([
    ...['', 'bin', 'boot', 'dev', 'etc', 'home', 'lib', 'lib64', 'media', 'mnt', 'opt', 'proc', 'root', 'run', 'sbin', 'srv', 'sys', 'tmp', 'usr', 'var'],
    ...['usr/bin', 'usr/include', 'usr/lib', 'usr/lib64', 'usr/libexec', 'usr/local', 'usr/local/bin', 'usr/local/lib', 'usr/sbin', 'usr/share', 'usr/src'],
    ...['var/cache', 'var/lib', 'var/lock', 'var/log', 'var/mail', 'var/run', 'var/spool', 'var/tmp', 'root/.ssh', 'etc/ssh', 'etc/systemd']
].map((name) => `/${name}`));
const targetInputs = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .pf)({
    path: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Qq)({
        group: 'Target',
        required: true,
        description: 'The folder of the application on the hosts: absolute, and its own.',
        example: '/srv/app',
        check: findPathProblem
    })
});
const layoutInputs = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .pf)({
    layout: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Yq)(['releases', 'in-place'], {
        group: 'Target',
        description: '`releases`: every release has its own folder and `current` points to the live one. `in-place`: the application runs in the path itself.',
        default: 'releases'
    })
});
function findPathProblem(path) {
    const shown = JSON.stringify(path);
    if (!path.startsWith('/'))
        return `must be absolute (begin with /), not ${shown}`;
    if (/[\u0000-\u001f\u007f'"\\]/.test(path))
        return `must not contain quotes, backslashes, newlines or control characters: ${shown}`;
    const parts = path.split('/').filter((part) => part !== '');
    if (parts.includes('..') || parts.includes('.'))
        return `must not contain . or .. parts: ${shown}`;
    if (SYSTEM_FOLDERS.has(`/${parts.join('/')}`))
        return `must be a folder of the application's own, not ${shown}`;
    return undefined;
}
function normalizePath(path) {
    return `/${path.split('/').filter((part) => part !== '').join('/')}`;
}
})

};
