/* `npm run lab`: sets up whatever is missing, then serves the checkout in JupyterLab. */
import './node.mjs';

Promise.all([
  import('node:path'),
  import('./failure.mjs'),
  import('./print.mjs'),
  import('./steps.mjs'),
  import('./program.mjs')
]).then(([{ join }, { orExplain }, { printError }, { setUp }, { foreground }]) =>
  orExplain(async () => {
    const root = await setUp();
    const own = process.argv.slice(2);
    const address = addressIn(own);
    if (address !== undefined && !isLoopback(address)) printError(warningAbout(address));
    const isRoot = process.getuid?.() === 0; // as in a container
    const args = isRoot && !own.includes('--allow-root') ? ['--allow-root'] : [];
    // the module, not the script `jupyter`: a script's first line cannot name every folder
    const python = join(root, '.venv', 'bin', 'python');
    process.exitCode = await foreground(python, ['-m', 'jupyterlab', ...args, ...own], {
      cwd: root,
      env: { JUPYTER_PREFER_ENV_PATH: '1' }
    });
  })
);

/** The address to listen on that the arguments name last, by any of its names; undefined for none. */
function addressIn(args) {
  const named = args.flatMap((arg, i) => {
    const [, value] = /^--(?:ip|(?:ServerApp|LabApp|NotebookApp)\.ip)(?:=(.*))?$/s.exec(arg) ?? [];
    return value ?? (/^--(\w+\.)?ip$/.test(arg) ? (args[i + 1] ?? []) : []);
  });
  return named.at(-1);
}

function isLoopback(address) {
  return /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(address);
}

function warningAbout(address) {
  return (
    `Warning: JupyterLab listens on ${address || 'every address'}, beyond this machine. Whoever reaches ` +
    'it and has its token or password runs programs as you, and without HTTPS the token is readable ' +
    'on the way. Safer: keep 127.0.0.1 and use an SSH tunnel (ssh -L 8888:localhost:8888 HOST).'
  );
}
