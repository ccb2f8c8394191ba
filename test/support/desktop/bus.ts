import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startDaemon } from './daemon.ts';

/** A private D-Bus session daemon. */
export interface Bus {
  /** The bus's address, as in the DBUS_SESSION_BUS_ADDRESS variable. */
  readonly address: string;
  /** Stops it (SIGSTOP), so that it answers nobody any more. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

/** Starts a bus that starts no services itself: what a test did not start is really missing. */
export async function startBus(folder: string, env: NodeJS.ProcessEnv): Promise<Bus> {
  const config = join(folder, 'bus.conf');
  await writeFile(config, configuration(folder));
  const daemon = startDaemon('dbus-daemon', [`--config-file=${config}`, '--nofork', '--print-address=1'], { env });
  const address = await daemon.firstLine(1);
  return {
    address: address.trim(),
    freeze: () => void daemon.child.kill('SIGSTOP'),
    thaw: () => void daemon.child.kill('SIGCONT'),
    stop: () => daemon.stop(),
  };
}

/** The bus's configuration: the system's session.conf without `standard_session_servicedirs` (dbus-daemon(1)). */
function configuration(folder: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=${folder}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;
}
