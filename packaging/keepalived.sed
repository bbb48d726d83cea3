# Makes keepalived.service of baton.service.
s|^# Baton under systemd.*|# Baton by the name of keepalived. Settings of your own go into `systemctl edit keepalived`.|
s|^Description=.*|Description=Keepalive Daemon (Baton)|
# That the other one stops first is said in its unit.
/^After=keepalived/d
s|keepalived\.service|baton.service|
/^\[Service\]/i\
# Without a configuration there is nothing to do.\
ConditionFileNotEmpty=/etc/keepalived/keepalived.conf\

/^ExecStart=/i\
# The options that were set for keepalived, on Debian and elsewhere.\
EnvironmentFile=-/etc/default/keepalived\
EnvironmentFile=-/etc/sysconfig/keepalived
s|^ExecStart=.*|ExecStart=/usr/sbin/keepalived --dont-fork $DAEMON_ARGS $KEEPALIVED_OPTIONS|
