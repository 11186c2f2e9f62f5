interface Site {
  folder: string
  host: string
  user: string
  port: number
  nodes: { name: string; port: number }[]
  more: readonly string[]
}

/** The slurm.conf of a cluster that is one machine, with waits as short as Slurm lets them be. */
export function slurmConf({ folder, host, user, port, nodes, more }: Site): string {
  const names = nodes.map((node) => node.name).join(',')
  return [
    'ClusterName=assay',
    `SlurmctldHost=${host}(127.0.0.1)`,
    `SlurmctldPort=${port}`,
    `SlurmUser=${user}`,
    `SlurmdUser=${user}`,
    'AuthType=auth/munge',
    // A requeued job waits until its old credential is out of date: 120 seconds if not told.
    `AuthInfo=socket=${folder}/munge.socket,cred_expire=10`,
    'CredType=cred/munge',
    `StateSaveLocation=${folder}/state`,
    `SlurmdSpoolDir=${folder}/spool-%n`,
    `SlurmctldPidFile=${folder}/slurmctld.pid`,
    `SlurmdPidFile=${folder}/slurmd-%n.pid`,
    'ProctrackType=proctrack/linuxproc',
    'TaskPlugin=task/none',
    'MpiDefault=none',
    'SelectType=select/cons_tres',
    'SelectTypeParameters=CR_Core',
    // The nodes have what is said below, whatever the machine has.
    'SlurmdParameters=config_overrides',
    'GresTypes=gpu',
    'AccountingStorageType=accounting_storage/none',
    'JobAcctGatherType=jobacct_gather/none',
    'JobCompType=jobcomp/none',
    // A node that was set down by hand stays down until it is resumed.
    'ReturnToService=1',
    'JobRequeue=1',
    'KillWait=3',
    'OverTimeLimit=0',
    'SlurmdTimeout=20',
    'PreemptType=preempt/partition_prio',
    'PreemptMode=REQUEUE',
    'SchedulerType=sched/backfill',
    'SchedulerParameters=batch_sched_delay=0,sched_interval=2,sched_min_interval=0,bf_interval=2',
    ...nodes.map(
      (node) =>
        `NodeName=${node.name} NodeHostname=${host} NodeAddr=127.0.0.1 Port=${node.port} CPUs=2 RealMemory=1000 Gres=gpu:2`,
    ),
    `PartitionName=low Nodes=${names} Default=YES PriorityTier=1`,
    `PartitionName=high Nodes=${names} PriorityTier=10 PreemptMode=OFF`,
    ...more,
    '',
  ].join('\n')
}
